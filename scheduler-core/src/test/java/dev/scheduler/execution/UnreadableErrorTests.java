package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** User code throws what cannot even be logged, such as an exception whose message comes from a session that was closed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadableErrorTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    private static final class Unreadable extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException("the session was closed");
        }
    }

    private static final class Throwing implements Schedule {

        private final Instant from = Rig.START.plusSeconds(3);

        @Override
        public Instant next(Instant after) {
            if (after.isAfter(from)) {
                throw new Unreadable();
            }
            return after.plusSeconds(1);
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void ofAScheduleHoldsUpNoOtherTask() {
        try (Rig rig = new Rig()) {
            rig.with(task("throwing", new Throwing(), context -> {}), task("other", Ticks.every(1), context -> {}))
                    .open();
            for (int second = 1; second <= 10; second++) {
                rig.advance(SECOND);
                rig.untilNoneWaits();
                while (!rig.underWay().isEmpty()) {
                    Thread.onSpinWait();
                }
            }

            assertThat(rig.ended())
                    .filteredOn(end -> end.task().equals("other"))
                    .hasSize(10);
        }
    }

    @Test
    void ofAListenerKeepsNothingFromTheOthers() {
        ExecutionListener throwing = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                throw new Unreadable();
            }
        };
        try (Rig rig = new Rig(2, List.of(throwing))) {
            rig.with(task("a", null, context -> {}));
            for (int i = 0; i < 3; i++) {
                rig.scheduler.run("a");
                assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            }
        }
    }

    @Test
    void ofAStoreOfClaimsIsAnOutageAndNoMore() {
        ScriptedClaims claims = new ScriptedClaims(true);
        AtomicBoolean thrown = new AtomicBoolean();
        claims.answer = execution -> {
            if (thrown.compareAndSet(false, true)) {
                throw new Unreadable();
            }
            return Claim.Outcome.WON;
        };
        try (Rig rig = new Rig(builder -> builder.claims(claims))) {
            rig.with(task("a", Ticks.every(10), ONE_SERVER, context -> {}))
                    .open()
                    .advance(Duration.ofSeconds(10));

            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(thrown).isTrue();
        }
    }

    @Test
    void ofABodyIsAFailure() {
        try (Rig rig = new Rig()) {
            rig.with(task("a", null, context -> {
                throw new Unreadable();
            }));
            rig.scheduler.run("a");

            assertThat(rig.nextEnd().error()).contains(Unreadable.class.getName());
        }
    }
}
