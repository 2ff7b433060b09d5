package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Locale LOCALE = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * *                         | every second",
                "*/30 * * * * *                      | every 30 seconds",
                "* * * * *                           | every minute",
                "*/5 * * * *                         | every 5 minutes",
                "*/5 * * * 1-5                       | every 5 minutes on weekdays",
                "0 * * * *                           | every hour",
                "17 * * * *                          | every hour at :17",
                "15,45 * * * 0,6                     | every hour at :15 and :45 on weekends",
                "0 */2 * * *                         | every 2 hours",
                "30 */12 * * *                       | every 12 hours at :30",
                "15 1-23/2 * * *                     | every odd hour at :15",
                "0 0 * * *                           | every day at 00:00",
                "0 13 * * *                          | every day at 13:00",
                "30 0 13 * * *                       | every day at 13:00:30",
                "0 1,13 * * *                        | every day at 01:00 and 13:00",
                "0 9 * * 1-5                         | every weekday at 09:00",
                "0 10 * * 1,4                        | every monday and thursday at 10:00",
                "0 0 * * 0                           | every sunday at 00:00",
                "0 9 15 * *                          | every month on the 15th at 09:00",
                "0 9 1,16 * *                        | every month on the 1st and 16th at 09:00",
                "0 15 L * *                          | every month on the last day at 15:00",
                "0 15 LW * *                         | every month on the last weekday at 15:00",
                "0 15 1W * *                         | every month on the first weekday at 15:00",
                "0 8 * * MON#1                       | every month on the first monday at 08:00",
                "0 17 * * FRIL                       | every month on the last friday at 17:00",
                "0 9 1 * MON#1                       | every month on the 1st day and first monday at 09:00",
                "0 14 4 */3 *                        | every quarter on the 4th at 14:00",
                "0 14 L 3,6,9,12 *                   | every quarter on the last day at 14:00",
                "0 14 L */3 *                        | every 3 months on the last day at 14:00",
                "0 0 14 L 3,6,9,12 MON               | every quarter on the last day at 14:00 only on monday",
                "every 3 quarters on the last day    | every 3 quarters on the last day at 00:00",
                "every 9 months on the last day      | every 9 months on the last day at 00:00",
                "0 14 4 */2 *                        | every 2 months on the 4th at 14:00",
                "0 17 1 6 *                          | every year on june 1 at 17:00",
                "0 17 L 2 *                          | every year on the last day of february at 17:00",
                "0 17 1,15 6,12 *                    | every year on june 1, june 15, december 1 and december 15 at 17:00",
                "0 0 9 13 * FRI                      | every month on the 13th at 09:00 only on friday",
                "0 0 0 13 * FRI#2                    | 0 0 0 13 * FRI#2",
                "0 0 0 L * FRIL                      | 0 0 0 L * FRIL",
                "first monday of june, july 15, only on monday | every year on the first monday of june and july 15 at 00:00 only on monday",
                "first tuesday of june, july 15, only on monday | every year on july 15 at 00:00 only on monday",
                "0 9-17 * * 1-5                      | 0 9-17 * * MON-FRI",
                "0 9 1 * 1                           | 0 9 1 * MON",
                "*/7 * * * *                         | */7 * * * *",
                "0 9 L-3 * *                         | 0 9 L-3 * *",
                "*/7 * * * * between 9:00 and 17:00  | */7 * * * * between 09:00 and 17:00",
                "quartz: 0 0 12 ? * 6 2027           | quartz: 0 0 12 ? * FRI 2027",
                "@hourly                             | every hour",
                "@every 90m                          | every 1 hour 30 minutes",
                "every 500 ms                        | every 500 ms",
                "every other day                     | every 2 days at 00:00",
                "every 14 days                       | every 14 days at 00:00",
                "every 2 weeks                       | every 2 weeks on sunday at 00:00",
                "every 5 months on the last day      | every 5 months on the last day at 00:00",
                "every 24 months                     | every 2 years on january 1 at 00:00",
                "daily at 8:00 and 17:30             | every day at 08:00 and 17:30",
                "june 1, december 15 at 9            | every year on june 1 and december 15 at 09:00",
                "every minute unless 22-6            | every minute unless between 22:00 and 06:00",
                "every minute from 22 to 6            | every minute between 22:00 and 06:00",
                "hourly between 22 and 24            | every hour between 22:00 and 24:00",
                "hourly between 8-10, 14-16          | every hour between 08:00-10:00 and 14:00-16:00",
                "every 45 minutes on mondays         | every 45 minutes on monday",
                "every 45 minutes from 2026-01-05 8:00 | every 45 minutes from 2026-01-05T08:00",
                "daily from 2026-01-05T08:30         | every day at 08:30 from 2026-01-05T08:30"
            })
    void saysTheShortestPhraseElseCron(String text, String words) {
        Schedule schedule = Schedule.parse(text, PARIS);

        assertThat(schedule).hasToString(words);
        assertThat(Schedule.parse(words, PARIS)).isEqualTo(schedule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR", "ar-EG"})
    void parseBackToEqualFieldsWhateverTheMasks(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        RandomFields random = new RandomFields(new Random(11));
        for (int i = 0; i < 2_500; i++) {
            CalendarSchedule schedule = random.schedule(PARIS);
            if (schedule.next(Instant.EPOCH) != null) {
                assertParsesBack(schedule);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR", "ar-EG"})
    void parseBackToEqualSchedulesWhateverTheSpec(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        RandomSpecs random = new RandomSpecs(new Random(13));
        int compiled = 0;
        for (int i = 0; i < 2_500; i++) {
            Schedule schedule = random.schedule(PARIS);
            if (schedule != null) {
                assertParsesBack(schedule);
                compiled++;
            }
        }
        assertThat(compiled).isGreaterThan(500);
    }

    @Test
    void parseBackAfterAMoveToAnotherZone() {
        Schedule moved = Schedule.parse("every 45 minutes from 2026-10-25T01:30Z", ZoneId.of("UTC"))
                .withZone(ZoneId.of("Europe/Paris"));

        assertThat(moved).hasToString("every 45 minutes from 2026-10-25T01:30Z");
        assertParsesBack(moved);
    }

    private static void assertParsesBack(Schedule schedule) {
        assertThat(Schedule.parse(schedule.toString(), schedule.zone()))
                .as(schedule.toString())
                .isEqualTo(schedule);
    }
}
