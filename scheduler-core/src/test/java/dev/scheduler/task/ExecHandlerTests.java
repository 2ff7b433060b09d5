package dev.scheduler.task;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class ExecHandlerTests {

    private final TestContext context = new TestContext();

    @Test
    void handsEachLineOfBothStreamsToTheOutput() throws Exception {
        new ExecHandler("echo one; echo zwölf >&2; echo three").run(context);
        assertThat(context.lines).containsExactly("one", "zwölf", "three");
    }

    @Test
    void tellsTheCommandWhoItIs() throws Exception {
        new ExecHandler("echo $SCHEDULER_TASK $SCHEDULER_EXECUTION_ID $SCHEDULER_SCHEDULED_TIME").run(context);
        assertThat(context.lines).containsExactly("backup 42 2026-01-05T00:00:00Z");
    }

    @Test
    void failsWithTheCodeAndTheLastLines() {
        String command = "for i in 1 2 3 4 5 6 7; do echo line $i; done; exit 3";
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> new ExecHandler(command).run(context))
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(3))
                .withMessageStartingWith("\"" + command + "\" exited with code 3: line 3")
                .withMessageEndingWith("line 7");
    }

    @Test
    void givesTheCommandNothingToRead() throws Exception {
        new ExecHandler("cat; echo end").run(context);
        assertThat(context.lines).containsExactly("end");
    }

    @Test
    void doesNotWaitForWhatTheCommandLeavesInTheBackground() throws Exception {
        new ExecHandler("sleep 20 & echo $!").run(context);
        long left = Long.parseLong(context.lines.take());
        assertThat(ProcessHandle.of(left)).isPresent();
        ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void endsTheCommandAndItsChildrenWhenInterrupted() throws Exception {
        FutureTask<Void> run = new FutureTask<>(() -> {
            new ExecHandler("sh -c 'echo $$; sleep 60; true' ; true").run(context);
            return null;
        });
        Thread thread = new Thread(run);
        thread.start();
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(context.lines.take())).orElseThrow();
        List<ProcessHandle> family = child.parent().stream().toList();
        thread.interrupt();
        assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
        child.onExit().get(5, TimeUnit.SECONDS);
        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void endsByForceWhatWillNotEnd() throws Exception {
        FutureTask<Void> run = new FutureTask<>(() -> {
            new ExecHandler("trap '' TERM; echo $$; while true; do sleep 1; done").run(context);
            return null;
        });
        Thread thread = new Thread(run);
        thread.start();
        ProcessHandle stubborn =
                ProcessHandle.of(Long.parseLong(context.lines.take())).orElseThrow();
        thread.interrupt();
        assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
        stubborn.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void saysItsCommand() {
        assertThat(new ExecHandler("pg_dump mydb")).hasToString("pg_dump mydb");
    }
}
