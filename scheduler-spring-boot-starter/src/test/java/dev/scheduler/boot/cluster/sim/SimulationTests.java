package dev.scheduler.boot.cluster.sim;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every scheduled time is started once at the most and has one record, whatever happens. {@code -Dsimulation.seeds} says how
 * many seeds are played, {@code -Dsimulation.first} which is the first.
 */
class SimulationTests {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long COUNT = Long.getLong("simulation.seeds", 2_000);

    @Test
    void everySeedKeepsBothPromises() {
        List<Failure> failures = new Seeds(FIRST, COUNT, 3, Misdeed.NONE).play();
        assertThat(failures)
                .withFailMessage(() -> failures.get(0).explained(Misdeed.NONE) + "\n" + failures)
                .isEmpty();
    }

    /** Those beyond the ones that are always played. */
    @ParameterizedTest
    @ValueSource(longs = {2507, 2713, 3113, 5043, 5801, 6952, 7650, 8803, 10354, 10859, 21162, 24089})
    void seedsThatFailedOnceDoNoMore(long seed) {
        assertThat(Seeds.play(seed, Simulation.stepsOf(seed), Misdeed.NONE)).isEmpty();
    }

    @Test
    void aSeedPlaysTheSameEachTime() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(protocol(seed)).isEqualTo(protocol(seed));
        }
    }

    @BeforeAll
    static void sayNothing() {
        Protocol.silence();
    }

    @AfterAll
    static void speakAgain() {
        Protocol.endSilence();
    }

    private static List<String> protocol(long seed) {
        try (Protocol protocol = Protocol.open();
                Crew crew = new Crew()) {
            new Simulation(seed, Simulation.stepsOf(seed), crew, Misdeed.NONE, protocol).play();
            return List.copyOf(protocol.lines());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Misdeed.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void oldFaultsAreFound(Misdeed misdeed) {
        assertThat(new Seeds(1, 2_000, 1, misdeed).play()).isNotEmpty();
    }
}
