package dev.scheduler.schedule;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What other schedulers' users write: the macros of asyncjobs, the timers of Convox, the triggers of Quartz. */
class DialectTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@yearly                          | every year on january 1 at 00:00",
                "@annually                        | every year on january 1 at 00:00",
                "@monthly                         | every month on the 1st at 00:00",
                "@weekly                          | every sunday at 00:00",
                "@daily                           | every day at 00:00",
                "@midnight                        | every day at 00:00",
                "@hourly                          | every hour",
                "@every 10m                       | every 10 minutes",
                "@every 1h30m                     | every 1 hour 30 minutes",
                "@every 90s                       | every 1 minute 30 seconds",
                "yearly                           | every year on january 1 at 00:00",
                "annually                         | every year on january 1 at 00:00",
                "monthly                          | every month on the 1st at 00:00",
                "weekly                           | every sunday at 00:00",
                "daily                            | every day at 00:00",
                "midnight                         | every day at 00:00",
                "hourly                           | every hour",
                "0 3 * * ?                        | every day at 03:00",
                "0 20 ? * *                       | every day at 20:00",
                "*/5 * * * ?                      | every 5 minutes",
                "0 8 ? * MON-FRI                  | every weekday at 08:00",
                "0 10 1 * ?                       | every month on the 1st at 10:00",
                "quartz: 0 0 12 * * ?             | every day at 12:00",
                "quartz: 0 15 10 ? * *            | every day at 10:15",
                "quartz: 0 15 10 * * ? *          | every day at 10:15",
                "quartz: 0 0/5 * * * ?            | every 5 minutes",
                "quartz: 0 10,44 14 ? 3 WED       | 10,44 14 * 3 WED",
                "quartz: 0 15 10 ? * MON-FRI      | every weekday at 10:15",
                "quartz: 0 15 10 ? * 2-6          | every weekday at 10:15",
                "quartz: 0 15 10 15 * ?           | every month on the 15th at 10:15",
                "quartz: 0 15 10 L * ?            | every month on the last day at 10:15",
                "quartz: 0 15 10 ? * 6L           | every month on the last friday at 10:15",
                "quartz: 0 15 10 ? * 6#3          | every month on the third friday at 10:15",
                "quartz: 0 11 11 11 11 ?          | every year on november 11 at 11:11",
                "quartz: 0 15 10 ? * 6L 2027-2030 | quartz: 0 15 10 ? * FRIL 2027-2030"
            })
    void isReadAndSaidInWords(String text, String words) {
        Schedule schedule = Schedule.parse(text, PARIS);

        assertThat(schedule).hasToString(words);
        assertThat(Schedule.parse(words, PARIS)).isEqualTo(schedule);
    }
}
