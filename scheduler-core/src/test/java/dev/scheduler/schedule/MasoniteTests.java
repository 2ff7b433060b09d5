package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static org.assertj.core.api.Assertions.assertThat;

/** Masonite's options, row by row: how they are written here, and what they mean. */
class MasoniteTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every_minute      | minute     |             | * * * * *",
                "every_15_minutes  | 15 minutes |             | */15 * * * *",
                "every_30_minutes  | 30 minutes |             | */30 * * * *",
                "every_45_minutes  | 45 minutes |             | every 45 minutes",
                "hourly            | hour       |             | 0 * * * *",
                "daily             | day        |             | 0 0 * * *",
                "weekly            | week       |             | 0 0 * * 0",
                "monthly           | month      |             | 0 0 1 * *",
                "at(17)            | day        | 17          | 0 17 * * *",
                "daily_at('17:00') | day        | 17:00       | 0 17 * * *",
                "at_twice([8, 17]) | day        | 8:00, 17:00 | 0 8,17 * * *",
                "7 minutes         | 7 minutes  |             | every 7 minutes",
                "7 months          | 7 months   |             | every 7 months",
                "4 days            | 4 days     |             | every 4 days",
                "3 weeks           | 3 weeks    |             | every 3 weeks"
            })
    void isWrittenAsAttributesFluentlyAndInWords(String masonite, String every, String at, String meaning) {
        TimingSpec attributes = TimingSpec.of(at == null ? Map.of(EVERY, every) : Map.of(EVERY, every, AT, at));
        Fluent fluent =
                at == null ? Fluent.NOTHING.every(every) : Fluent.NOTHING.at(at).every(every);
        String words = "every " + every + (at == null ? "" : " at " + at);

        assertThat(attributes.compile(PARIS).timing())
                .as(masonite)
                .isEqualTo(fluent.timing())
                .isEqualTo(Schedule.parse(words, PARIS))
                .isEqualTo(Schedule.parse(meaning, PARIS));
    }

    @Test
    void countsTheIntervalsThatNoCronCanSayFromTheEpoch() {
        assertThat(first("every 45 minutes")).isEqualTo("1970-01-01T00:45:00Z");
        assertThat(first("every 7 minutes")).isEqualTo("1970-01-01T00:07:00Z");
        assertThat(first("every 4 days")).isEqualTo("1970-01-05T00:00:00Z");
        assertThat(first("every 3 weeks")).isEqualTo("1970-01-04T00:00:00Z");
        assertThat(first("every 7 months")).isEqualTo("1970-08-01T00:00:00Z");
    }

    private static Instant first(String words) {
        return Schedule.parse(words, ZoneOffset.UTC).next(Instant.EPOCH, 1).get(0);
    }
}
