package dev.scheduler.schedule;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurationsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 minutes              | PT5M",
                "5minutes               | PT5M",
                "1 hour 30 minutes      | PT1H30M",
                "1 hour, 30 minutes     | PT1H30M",
                "1 hour and 30 minutes  | PT1H30M",
                "1h30m                  | PT1H30M",
                "1h 30m                 | PT1H30M",
                "1.5h                   | PT1H30M",
                "PT90S                  | PT1M30S",
                "pt1h30m                | PT1H30M",
                "PT0.5S                 | PT0.5S",
                "P1DT2H                 | PT26H",
                "P2W                    | PT336H",
                "500ms                  | PT0.5S",
                "500 millis             | PT0.5S",
                "90s                    | PT1M30S",
                "90 secs                | PT1M30S",
                "1 sec                  | PT1S",
                "3 mins                 | PT3M",
                "1 min                  | PT1M",
                "2 hrs                  | PT2H",
                "an hour                | PT1H",
                "hour                   | PT1H",
                "half an hour           | PT30M",
                "half a minute          | PT30S",
                "quarter of an hour     | PT15M",
                "ten minutes            | PT10M",
                "2 days                 | PT48H",
                "1 week                 | PT168H",
                "a fortnight            | PT336H",
                "0s                     | PT0S",
                "  5 MINUTES            | PT5M"
            })
    void readsEveryUsualSpelling(String text, Duration length) {
        assertThat(Durations.parse(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "5 mintues     | unknown unit \"mintues\", did you mean \"minutes\"?",
                "5 parsecs     | unknown unit \"parsecs\", expected seconds, minutes, hours, days or weeks",
                "5             | expected a unit such as \"minutes\", found the end",
                "'-5 minutes'  | expected a length of time such as \"5 minutes\", found \"-\"",
                "5 minutes ago | unexpected \"ago\", expected a length of time such as \"5 minutes\"",
                "2 mnths       | unknown unit \"mnths\", expected seconds, minutes, hours, days or weeks",
                "2 months      | months have no fixed length, expected weeks or smaller units",
                "PT5X          | not an ISO 8601 duration, expected one such as \"PT90S\", \"PT1H30M\" or \"P2D\"",
                "0.1 ms        | not a whole number of milliseconds",
                "9999999 weeks | too long, expected a thousand years at most",
                "''            | expected a unit such as \"minutes\", found the end"
            })
    void saysWhatIsWrongAndWhatIsNear(String text, String message) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void takesWhatIntervalsTake() {
        for (String text : new String[] {"45 minutes", "7h", "PT100S", "half an hour", "1h30m", "500 ms"}) {
            Interval interval = Tokens.read(text, "", Interval::read);
            assertThat(interval).isEqualTo(new Interval.Clock(Durations.parse(text)));
        }
    }
}
