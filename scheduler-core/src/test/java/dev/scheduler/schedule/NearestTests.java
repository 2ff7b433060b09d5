package dev.scheduler.schedule;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestTests {

    private static final List<String> WORDS = List.of("minutes", "months", "hours", "Europe/Paris");

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("mintues", WORDS)).contains("minutes");
        assertThat(Nearest.to("minuts", WORDS)).contains("minutes");
        assertThat(Nearest.to("HOUR", WORDS)).contains("hours");
        assertThat(Nearest.to("europe/paris", WORDS)).contains("Europe/Paris");
    }

    @Test
    void findsNothingFarAway() {
        assertThat(Nearest.to("parsecs", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
        assertThat(Nearest.hint("parsecs", WORDS)).isEmpty();
    }

    @Test
    void countsSwappedNeighboursAsOneEdit() {
        assertThat(Nearest.to("ab", List.of("ba"))).contains("ba");
        assertThat(Nearest.to("abc", List.of("cba"))).isEmpty();
    }

    @Test
    void endsAMessage() {
        assertThat(Nearest.hint("mintues", WORDS)).isEqualTo(", did you mean \"minutes\"?");
    }
}
