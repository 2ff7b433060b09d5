package dev.scheduler.schedule;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhraseTests {

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
                "every 5 minutes                               | */5 * * * *",
                "every 5 mins                                  | */5 * * * *",
                "5 minutes                                     | */5 * * * *",
                "each 5 minutes                                | */5 * * * *",
                "every half hour                               | */30 * * * *",
                "every half-hour                               | */30 * * * *",
                "every half an hour                            | */30 * * * *",
                "every quarter hour                            | */15 * * * *",
                "every quarter of an hour                      | */15 * * * *",
                "every PT15M                                   | */15 * * * *",
                "every second                                  | * * * * * *",
                "every second minute                           | */2 * * * *",
                "every third hour                              | 0 */3 * * *",
                "every 3rd hour                                | 0 */3 * * *",
                "every second hour                             | 0 */2 * * *",
                "every even hour                               | 0 */2 * * *",
                "every twelve hours                            | 0 */12 * * *",
                "every 24 hours                                | 0 0 * * *",
                "hourly at :17                                 | 17 * * * *",
                "hourly at :00 and :30                         | */30 * * * *",
                "once an hour                                  | 0 * * * *",
                "twice an hour                                 | */30 * * * *",
                "daily at 13:00                                | 0 13 * * *",
                "daily 13:00                                   | 0 13 * * *",
                "at 1 pm daily                                 | 0 13 * * *",
                "every day at 9am                              | 0 9 * * *",
                "every day at 9 a.m.                           | 0 9 * * *",
                "every day at 12am                             | 0 0 * * *",
                "every day at 12 pm                            | 0 12 * * *",
                "every day at noon                             | 0 12 * * *",
                "every noon                                    | 0 12 * * *",
                "every midnight                                | 0 0 * * *",
                "midnight                                      | 0 0 * * *",
                "nightly                                       | 0 0 * * *",
                "once daily at 13:00                           | 0 13 * * *",
                "once a day at 13:00                           | 0 13 * * *",
                "every day at 9:00, 13:00 and 17:00            | 0 9,13,17 * * *",
                "every day at 13:00:30                         | 30 0 13 * * *",
                "twice daily at 1:00 and 13:00                 | 0 1,13 * * *",
                "twice daily                                   | 0 1,13 * * *",
                "twice per day at 8 and 20                     | 0 8,20 * * *",
                "every weekday at 09:00                        | 0 9 * * 1-5",
                "every weekday at 9am, 1pm                     | 0 9,13 * * 1-5",
                "weekdays at 9                                 | 0 9 * * 1-5",
                "on weekdays at 9                              | 0 9 * * 1-5",
                "at 9 on weekdays                              | 0 9 * * 1-5",
                "weekends at noon                              | 0 12 * * 0,6",
                "every monday and thursday at 10:00            | 0 10 * * 1,4",
                "mondays, wednesdays and fridays at 10         | 0 10 * * 1,3,5",
                "mon & wed at 10                               | 0 10 * * 1,3",
                "monday to friday at 9                         | 0 9 * * 1-5",
                "mon-fri at 9                                  | 0 9 * * 1-5",
                "friday through monday at 9                    | 0 9 * * 5-7,1",
                "weekly                                        | 0 0 * * 0",
                "every week                                    | 0 0 * * 0",
                "weekly on friday at 17:00                     | 0 17 * * 5",
                "once a week on friday                         | 0 0 * * 5",
                "twice weekly on monday and friday             | 0 0 * * 1,5",
                "every 1 week on tue                           | 0 0 * * 2",
                "monthly                                       | 0 0 1 * *",
                "every month on the 15th at 9:00               | 0 9 15 * *",
                "every month on day 15 at 9:00                 | 0 9 15 * *",
                "every 15th at 9:00                            | 0 9 15 * *",
                "the fifteenth of each month at 9:00           | 0 9 15 * *",
                "on the twenty-first of the month              | 0 0 21 * *",
                "twice monthly                                 | 0 0 1,16 * *",
                "twice a month on the 5th and 20th at noon     | 0 12 5,20 * *",
                "every month on the last day at 15:00          | 0 15 L * *",
                "last day of every month at 15:00              | 0 15 L * *",
                "15th and last day of the month                | 0 0 15,L * *",
                "last weekday of the month at 5pm              | 0 17 LW * *",
                "first weekday of the month                    | 0 0 1W * *",
                "first monday of the month at 8:00             | 0 8 * * MON#1",
                "every first monday of the month at 8:00       | 0 8 * * MON#1",
                "1st and 3rd monday of the month               | 0 0 * * MON#1,MON#3",
                "every second and fourth friday of the month   | 0 0 * * FRI#2,FRI#4",
                "first and last friday of the month            | 0 0 * * FRI#1,FRIL",
                "second monday at 8                            | 0 8 * * MON#2",
                "last friday at 17:00                          | 0 17 * * FRIL",
                "every 2 months on the 15th                    | 0 0 15 */2 *",
                "every other month                             | 0 0 1 */2 *",
                "every 6 months                                | 0 0 1 1,7 *",
                "every half year                               | 0 0 1 1,7 *",
                "quarterly                                     | 0 0 1 */3 *",
                "every 3 months                                | 0 0 1 */3 *",
                "every quarter                                 | 0 0 1 */3 *",
                "quarterly on the 4th at 14:00                 | 0 14 4 */3 *",
                "last day of the quarter                       | 0 0 L 3,6,9,12 *",
                "last friday of the quarter at 17:00           | 0 17 * 3,6,9,12 FRIL",
                "last weekday of the quarter                   | 0 0 LW 3,6,9,12 *",
                "first monday of the quarter                   | 0 0 * 1,4,7,10 MON#1",
                "every quarter on the last day                 | 0 0 L 3,6,9,12 *",
                "quarterly on the last weekday at 9            | 0 9 LW 3,6,9,12 *",
                "last day of every quarter                     | 0 0 L 3,6,9,12 *",
                "every 3 months on the last day of the quarter | 0 0 L 3,6,9,12 *",
                "every 2 quarters on the last day              | 0 0 L 3,9 *",
                "every 3 months on the last day                | 0 0 L 1,4,7,10 *",
                "yearly                                        | 0 0 1 1 *",
                "annually                                      | 0 0 1 1 *",
                "every 12 months                               | 0 0 1 1 *",
                "yearly on june 1 at 17:00                     | 0 17 1 6 *",
                "every june 1st at 17:00                       | 0 17 1 6 *",
                "every 1st of june at 17:00                    | 0 17 1 6 *",
                "1 june at 17:00                               | 0 17 1 6 *",
                "june 1 and 15                                 | 0 0 1,15 6 *",
                "1st and 15th of june                          | 0 0 1,15 6 *",
                "1st and june 15                               | 0 0 1,15 6 *",
                "january 1 and july 1                          | 0 0 1 1,7 *",
                "last day of february at 23:59                 | 59 23 L 2 *",
                "first monday of september at 9                | 0 9 * 9 MON#1",
                "every 10 minutes on weekdays                  | */10 * * * 1-5",
                "every 10 minutes, only on weekdays            | */10 * * * 1-5",
                "every month on the 13th only on friday        | 0 0 0 13 * FRI",
                "every minute on saturday and sunday           | * * * * 6,0",
                "every hour except on weekends                 | 0 * * * 1-5",
                "every weekday except friday at 9              | 0 9 * * 1-4",
                "every hour only on weekdays except friday     | 0 * * * 1-4",
                "every day at 9 o'clock                        | 0 9 * * *",
                "last day of the year at 23:00                 | 0 23 L 12 *",
                "first monday of the year                      | 0 0 * 1 MON#1",
                "daily at 9 unless sunday                      | 0 9 * * 1-6",
                "every 1st monday at 8                         | 0 8 * * MON#1",
                "every second, weekdays                        | * * * * * 1-5",
                "*/10 * * * * on weekdays                      | */10 * * * 1-5",
                "@every 10m                                    | */10 * * * *",
                "@every 1h                                     | 0 * * * *",
                "@every 10m on weekdays                        | */10 * * * 1-5",
                "EVERY Monday AT Noon                          | 0 12 * * 1"
            })
    void saysWhatTheCronSays(String phrase, String cron) {
        assertThat(Schedule.parse(phrase, PARIS)).isEqualTo(Schedule.parse(cron, PARIS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every 2 hours                             | every 120 minutes",
                "every PT2H                                | every 7200 seconds",
                "every other day                           | every 2 days",
                "yearly on june 1, 15 and july 3           | yearly on june 1, june 15, july 3",
                "june 1, 10th, 15th, july 3 and 5          | june 1, june 10, june 15, july 3, july 5",
                "june 1, last day and july 3               | june 1, last day of june, july 3",
                "june 1, 1st and 3rd monday of july        | june 1, first monday of july, third monday of july",
                "june 1, 15th and 20th of july             | june 1, july 15, july 20",
                "at 9, 2 days                              | every 2 days at 9:00",
                "at 9 and 17, 2 days                       | every 2 days at 9:00, 17:00",
                "at 9, 15th                                | every month on the 15th at 9:00",
                "at 9, 1 june                              | every year on june 1 at 9:00",
                "between 8 and 17, 5 minutes               | every 5 minutes between 8:00 and 17:00",
                "between 8-10, 14-16, 5 minutes            | every 5 minutes between 8:00-10:00, 14:00-16:00",
                "every second day                          | every 2nd day",
                "every other monday at 9                   | every 2 weeks on monday at 9:00",
                "every fortnight on monday                 | every other week on monday",
                "fortnightly                               | every 2 weeks",
                "every 1 week 3 days                       | every 10 days",
                "every 1 year 6 months                     | every 18 months",
                "every 1h30m                               | every 90 minutes",
                "every hour and 30 minutes                 | every PT1H30M",
                "@every 90s                                | every 1.5 minutes",
                "every minute from 22:00 to 06:00          | every minute between 22:00 and 06:00",
                "every minute between 22 and 6             | every minute between 10pm and 6 am",
                "every minute 22:00-06:00                  | every minute between 22:00 and 06:00",
                "every minute unless 22:00-06:00           | every minute except between 22:00 and 06:00",
                "every minute outside 9-17                 | every minute unless between 9:00 and 17:00",
                "every 10 minutes between 22:00 and 06:00 on weekdays | weekdays, every 10 mins, between 22:00-06:00",
                "hourly between 8 and 10 and 14 and 16     | hourly between 8:00-10:00, 14:00-16:00",
                "every 3 days starting 2026-01-05          | every 3 days from 2026-01-05",
                "every 3 days starting on 2026-1-5 at 9    | every 3 days at 9 from 2026-01-05",
                "every 3 days from 2026-01-05 08:30        | every 3 days from 2026-01-05T08:30",
                "every 3 days from 2026-01-05T07:30Z       | every 3 days from 2026-01-05T08:30+01:00",
                "every day from 2026-01-05T08:30           | every day at 8:30 from 2026-01-05T08:30",
                "last day of the quarter from 2026-02-10   | every quarter on the last day from 2026-02-10",
                "every quarter on the last day from 2026-02-10 | 0 0 L 3,6,9,12 * from 2026-02-10",
                "every quarter on the last day from 2026-03-31 | 0 0 L 3,6,9,12 * from 2026-03-31",
                "every month from 2026-01-15               | every month on the 15th from 2026-01-15",
                "every week from 2026-01-05                | every week on monday from 2026-01-05",
                "every year from 2026-06-01                | every year on june 1 from 2026-06-01",
                "every 2 weeks on thursday from 2026-01-08 | every 14 days from 2026-01-08"
            })
    void saysWhatTheOtherPhraseSays(String phrase, String other) {
        assertThat(Schedule.parse(phrase, PARIS)).isEqualTo(Schedule.parse(other, PARIS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG"})
    void isReadWhateverTheDefaultLocale(String locale) {
        Schedule expected = Schedule.parse("every 30 minutes on friday between 9:00 and 17:00", PARIS);
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(Schedule.parse("EVERY 30 MINUTES ON FRIDAY BETWEEN 9:00 AND 17:00", PARIS))
                .isEqualTo(expected)
                .hasToString("every 30 minutes on friday between 09:00 and 17:00");
    }

    @Test
    void isEqualToThatInTheSameZoneAlone() {
        assertThat(Schedule.parse("daily", PARIS)).isNotEqualTo(Schedule.parse("daily", ZoneId.of("UTC")));
        assertThat(Schedule.parse("daily", PARIS)).isNotEqualTo(Schedule.parse("hourly", PARIS));
    }
}
