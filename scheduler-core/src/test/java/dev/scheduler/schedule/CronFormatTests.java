package dev.scheduler.schedule;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CronFormatTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *             | 0 * * * * *
                    0,15,30,45 * * * *    | 0 */15 * * * *
                    5/10 * * * *          | 0 5/10 * * * *
                    10,20,30 * * * *      | 0 10-30/10 * * * *
                    0 9-17 * * 1-5        | 0 0 9-17 * * MON-FRI
                    0 0 * * 0,6           | 0 0 0 * * SAT,SUN
                    0 0 * * fri-mon       | 0 0 0 * * MON,FRI-SUN
                    0 22-2 * * *          | 0 0 0-2,22,23 * * *
                    0 0 L,L-3,1W,LW,4 * * | 0 0 0 4,L,1W,L-3,LW * *
                    0 0 * * FRI#3,MON#1,2L| 0 0 0 * * MON#1,TUEL,FRI#3
                    0 0 0 13 * FRI        | 0 0 0 13 * FRI
                    """)
    void sixFieldsAreWrittenAsSpringReadsThem(String text, String cron) {
        assertThat(schedule(text).cron()).contains(cron);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 13 * FRI", "quartz: 0 0 0 1 1 ? 2026", "0 0 31W * *"})
    void whatSpringCannotSayOrReadsOtherwiseIsNotWritten(String text) {
        assertThat(schedule(text).cron()).isEmpty();
    }

    @Test
    void aStartCannotBeSaid() {
        CalendarFields daily = CronParser.parse("@daily", warning -> {});
        assertThat(new CalendarSchedule(daily, LocalDateTime.parse("2026-01-05T00:00"), ZoneOffset.UTC).cron())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 0 13 * FRI                     | 0 0 13 * FRI
                    0 0 1/2 * FRI                    | 0 0 1/2 * FRI
                    0 0 */2 * FRI                    | 0 0 0 */2 * FRI
                    0 30 9 * * *                     | 30 9 * * *
                    quartz: 0 0 12 ? * 2 2026-2028   | quartz: 0 0 12 ? * MON 2026-2028
                    quartz: 0 0 12 L * ? 2026        | quartz: 0 0 12 L * ? 2026
                    """)
    void theShortestFormIsTaken(String text, String cron) {
        assertThat(CronFormat.shortest(CronParser.parse(text, warning -> {}))).contains(cron);
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            CalendarFields fields = random(random);
            readsBack(CronFormat.shortest(fields).orElseThrow(), fields);
            CronFormat.spring(fields).ifPresent(cron -> readsBack(cron, fields));
        }
        Samples.cron().keySet().forEach(text -> {
            CalendarFields fields = CronParser.parse(text, warning -> {});
            readsBack(CronFormat.shortest(fields).orElseThrow(), fields);
        });
    }

    private static void readsBack(String cron, CalendarFields fields) {
        assertThat(CronParser.parse(cron, warning -> {})).as(cron).isEqualTo(fields);
    }

    private static CalendarFields random(Random random) {
        int days = random.nextBoolean() ? DayRule.ALL_DAYS_OF_MONTH : 2 | (random.nextInt() & -2);
        int weekdays = random.nextBoolean() ? DayRule.ALL_DAYS_OF_WEEK : 1 + random.nextInt(126);
        boolean either =
                days != DayRule.ALL_DAYS_OF_MONTH && weekdays != DayRule.ALL_DAYS_OF_WEEK && random.nextBoolean();
        DayRule rule = new DayRule(
                days,
                random.nextInt() & 0x1248_1248,
                random.nextInt() & 0x2222_2222,
                random.nextBoolean(),
                weekdays,
                random.nextLong() & 0x3_1F24_8124L,
                random.nextInt(128),
                either);
        long seconds = either || random.nextBoolean() ? 1 : 1 | (sparse(random) & CalendarFields.ALL_SIXTY);
        return new CalendarFields(
                seconds,
                1 | (sparse(random) & CalendarFields.ALL_SIXTY),
                2 | ((int) sparse(random) & CalendarFields.ALL_HOURS),
                rule,
                2 | ((int) sparse(random) & CalendarFields.ALL_MONTHS),
                null,
                null);
    }

    private static long sparse(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> -1;
            case 1 -> 0x1111_1111_1111_1111L << random.nextInt(4);
            default -> random.nextLong();
        };
    }

    private static Schedule schedule(String text) {
        return new CalendarSchedule(CronParser.parse(text, warning -> {}), null, ZoneOffset.UTC);
    }
}
