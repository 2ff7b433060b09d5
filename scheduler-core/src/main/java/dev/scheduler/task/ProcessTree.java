package dev.scheduler.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process with everything that it has started. */
final class ProcessTree {

    private static final Duration POLITE = Duration.ofSeconds(2);

    private ProcessTree() {}

    /** Asks all of them to end, and ends by force what has not within two seconds. Does nothing where it has ended. */
    static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        // Taken before the parent dies: its children then belong to somebody else.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = waitFor(all);
        all.forEach(handle -> {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        });
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean waitFor(List<ProcessHandle> all) {
        CompletableFuture<?> ends =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ends.get(POLITE.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
