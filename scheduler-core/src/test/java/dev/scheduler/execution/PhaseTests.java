package dev.scheduler.execution;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.scheduler.execution.Phase.CLAIMING;
import static dev.scheduler.execution.Phase.DELAYED;
import static dev.scheduler.execution.Phase.ENDED;
import static dev.scheduler.execution.Phase.ENDING;
import static dev.scheduler.execution.Phase.LOCKING;
import static dev.scheduler.execution.Phase.PARKED;
import static dev.scheduler.execution.Phase.PASSING;
import static dev.scheduler.execution.Phase.QUEUED;
import static dev.scheduler.execution.Phase.RUNNING;
import static dev.scheduler.execution.Phase.STARTING;
import static dev.scheduler.execution.Phase.UNCLAIMED;
import static dev.scheduler.execution.Rig.task;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The arrows that the description of the package draws, and no others. */
class PhaseTests {

    private static final Map<Phase, Set<Phase>> DRAWN = Map.ofEntries(
            entry(UNCLAIMED, EnumSet.of(CLAIMING, ENDING, ENDED)),
            entry(CLAIMING, EnumSet.of(UNCLAIMED, QUEUED, PARKED, ENDING, ENDED)),
            entry(QUEUED, EnumSet.of(PASSING, ENDING, ENDED)),
            entry(PASSING, EnumSet.of(DELAYED, PARKED, LOCKING, STARTING, ENDING, ENDED)),
            entry(DELAYED, EnumSet.of(QUEUED, ENDING, ENDED)),
            entry(PARKED, EnumSet.of(QUEUED, ENDING, ENDED)),
            entry(LOCKING, EnumSet.of(QUEUED, ENDING, ENDED)),
            entry(STARTING, EnumSet.of(LOCKING, RUNNING, ENDED)),
            entry(RUNNING, EnumSet.of(ENDED)),
            entry(ENDING, EnumSet.of(ENDED)),
            entry(ENDED, EnumSet.noneOf(Phase.class)));

    private final Rig rig = new Rig();
    private final Run run = rig.run(task("a", null, context -> {}));
    private final TaskRuns runs = run.entry().runs();

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Arguments> steps() {
        return Arrays.stream(Phase.values())
                .flatMap(from -> Arrays.stream(Phase.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aRunGoesWhereAnArrowLeadsAndNowhereElse(Phase from, Phase to) {
        run.enter(from);
        if (Objects.requireNonNull(DRAWN.get(from)).contains(to)) {
            assertThat(runs.move(run, to)).isTrue();
            assertThat(run.phase()).isEqualTo(to);
        } else if (from == ENDED) {
            assertThat(runs.move(run, to)).isFalse();
            assertThat(run.phase()).isEqualTo(ENDED);
        } else {
            assertThatThrownBy(() -> runs.move(run, to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(run + " cannot go from " + from + " to " + to);
            assertThat(run.phase()).isEqualTo(from);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereARunStandsElsewhereThanTheCallerThinksItStays(Phase other) {
        run.enter(QUEUED);

        assertThat(runs.move(run, other, PASSING)).isEqualTo(other == QUEUED);
        assertThat(run.phase()).isEqualTo(other == QUEUED ? PASSING : QUEUED);
    }

    @Test
    void aRunEndsOnce() {
        runs.accept(run, false, run.entry().overlap());

        assertThat(runs.end(run, PASSING)).isFalse();
        assertThat(runs.end(run)).isTrue();
        assertThat(runs.end(run)).isFalse();
        assertThat(runs.isBusy()).isFalse();
    }
}
