package dev.scheduler.boot.actuate;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AskedTimeTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:30:00Z, 2026-03-29T02:30:00Z",
        "2026-03-29T02:30Z, 2026-03-29T02:30:00Z",
        "2026-03-29T04:30:00+02:00, 2026-03-29T02:30:00Z",
        "2026-03-29T04:30:00 02:00, 2026-03-29T02:30:00Z",
        "2026-03-28T18:00, 2026-03-28T17:00:00Z",
        "2026-03-28 18:00:30, 2026-03-28T17:00:30Z",
    })
    void readsInstantsAndLocalTimes(String text, String instant) {
        assertThat(AskedTime.parse(text, PARIS)).isEqualTo(instant);
    }

    @Test
    void takesTheChangeItselfForATimeThatItSkips() {
        assertThat(AskedTime.parse("2026-03-29T02:30", PARIS)).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void takesTheFirstOfATimeThatOccursTwice() {
        assertThat(AskedTime.parse("2026-10-25T02:30", PARIS)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-02-30T10:00", "10:00", "2026-03-29"})
    void refusesWhatIsNoTime(String text) {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> AskedTime.parse(text, PARIS))
                .withMessageContaining("at = \"" + text + "\"")
                .withMessageContaining("Europe/Paris");
    }
}
