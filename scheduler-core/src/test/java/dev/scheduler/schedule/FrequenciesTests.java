package dev.scheduler.schedule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Laravel's frequency words, row by row: the word, the phrase that says the same, and the cron that it is. */
class FrequenciesTests {

    static Stream<Arguments> laravel() {
        return Stream.of(
                row(Fluent::everySecond, "every second", "* * * * * *"),
                row(Fluent::everyTwoSeconds, "every two seconds", "*/2 * * * * *"),
                row(Fluent::everyFiveSeconds, "every five seconds", "*/5 * * * * *"),
                row(Fluent::everyTenSeconds, "every 10 seconds", "*/10 * * * * *"),
                row(Fluent::everyFifteenSeconds, "every 15 secs", "*/15 * * * * *"),
                row(Fluent::everyTwentySeconds, "every twenty seconds", "*/20 * * * * *"),
                row(Fluent::everyThirtySeconds, "every 30s", "*/30 * * * * *"),
                row(Fluent::everyMinute, "every minute", "* * * * *"),
                row(Fluent::everyTwoMinutes, "every other minute", "*/2 * * * *"),
                row(Fluent::everyThreeMinutes, "every 3 minutes", "*/3 * * * *"),
                row(Fluent::everyFourMinutes, "every 4 mins", "*/4 * * * *"),
                row(Fluent::everyFiveMinutes, "every five minutes", "*/5 * * * *"),
                row(Fluent::everyTenMinutes, "every 10 min", "*/10 * * * *"),
                row(Fluent::everyFifteenMinutes, "every quarter of an hour", "*/15 * * * *"),
                row(Fluent::everyThirtyMinutes, "every half hour", "*/30 * * * *"),
                row(Fluent::hourly, "hourly", "0 * * * *"),
                row(word -> word.hourlyAt(17), "hourly at :17", "17 * * * *"),
                row(word -> word.hourlyAt(15, 45), "every hour at :15 and :45", "15,45 * * * *"),
                row(Fluent::everyOddHour, "every odd hour", "0 1-23/2 * * *"),
                row(word -> word.everyOddHour(15), "every odd hour at :15", "15 1-23/2 * * *"),
                row(Fluent::everyTwoHours, "every 2 hours", "0 */2 * * *"),
                row(word -> word.everyTwoHours(15), "every 2 hours at :15", "15 */2 * * *"),
                row(Fluent::everyThreeHours, "every three hours", "0 */3 * * *"),
                row(word -> word.everyThreeHours(15), "every 3 hrs at :15", "15 */3 * * *"),
                row(Fluent::everyFourHours, "every 4 hours", "0 */4 * * *"),
                row(word -> word.everyFourHours(15), "every 4h at :15", "15 */4 * * *"),
                row(Fluent::everySixHours, "every six hours", "0 */6 * * *"),
                row(word -> word.everySixHours(15), "every 6 hours at :15", "15 */6 * * *"),
                row(Fluent::daily, "daily", "0 0 * * *"),
                row(word -> word.at("13:00"), "at 13:00", "0 13 * * *"),
                row(word -> word.daily().at("13:00"), "every day at 1pm", "0 13 * * *"),
                row(word -> word.dailyAt("13:00"), "daily at 13:00", "0 13 * * *"),
                row(Fluent::twiceDaily, "twice daily", "0 1,13 * * *"),
                row(word -> word.twiceDaily(2, 14), "twice daily at 2 and 14", "0 2,14 * * *"),
                row(word -> word.twiceDailyAt(1, 13, 15), "twice a day at 1:15 and 13:15", "15 1,13 * * *"),
                row(word -> word.daysOfMonth(4, 15), "every month on the 4th and 15th", "0 0 4,15 * *"),
                row(Fluent::weekly, "weekly", "0 0 * * 0"),
                row(word -> word.weeklyOn(1, "8:00"), "weekly on monday at 8:00", "0 8 * * 1"),
                row(word -> word.weeklyOn(0), "weekly on sunday", "0 0 * * 0"),
                row(word -> word.weeklyOn(FRIDAY), "every week on friday", "0 0 * * 5"),
                row(word -> word.weeklyOn(MONDAY, "8:00"), "every monday at 8", "0 8 * * 1"),
                row(word -> word.weeklyOn(Set.of(MONDAY, FRIDAY), "8:00"), "mon, fri at 8", "0 8 * * 1,5"),
                row(Fluent::weekdays, "weekdays", "0 0 * * 1-5"),
                row(Fluent::weekends, "weekends", "0 0 * * 0,6"),
                row(Fluent::mondays, "mondays", "0 0 * * 1"),
                row(Fluent::tuesdays, "tuesdays", "0 0 * * 2"),
                row(Fluent::wednesdays, "wednesdays", "0 0 * * 3"),
                row(Fluent::thursdays, "thursdays", "0 0 * * 4"),
                row(Fluent::fridays, "fridays", "0 0 * * 5"),
                row(Fluent::saturdays, "saturdays", "0 0 * * 6"),
                row(Fluent::sundays, "sundays", "0 0 * * 0"),
                row(word -> word.days(MONDAY, WEDNESDAY), "monday and wednesday", "0 0 * * 1,3"),
                row(word -> word.days(0, 3), "sundays and wednesdays", "0 0 * * 0,3"),
                row(Fluent::monthly, "monthly", "0 0 1 * *"),
                row(word -> word.monthlyOn(4), "monthly on the 4th", "0 0 4 * *"),
                row(word -> word.monthlyOn(4, "15:00"), "every month on the fourth at 3pm", "0 15 4 * *"),
                row(Fluent::twiceMonthly, "twice monthly", "0 0 1,16 * *"),
                row(word -> word.twiceMonthly(1, 16, "13:00"), "1st and 16th at 13:00", "0 13 1,16 * *"),
                row(Fluent::lastDayOfMonth, "last day of the month", "0 0 L * *"),
                row(word -> word.lastDayOfMonth("15:00"), "last day of each month at 15:00", "0 15 L * *"),
                row(Fluent::quarterly, "quarterly", "0 0 1 1-12/3 *"),
                row(word -> word.quarterlyOn(4), "every quarter on the 4th", "0 0 4 1-12/3 *"),
                row(word -> word.quarterlyOn(4, "14:00"), "quarterly on the 4th at 14:00", "0 14 4 1-12/3 *"),
                row(Fluent::yearly, "yearly", "0 0 1 1 *"),
                row(word -> word.yearlyOn(6, 1), "every year on june 1", "0 0 1 6 *"),
                row(word -> word.yearlyOn(6, 1, "17:00"), "yearly on june 1 at 17:00", "0 17 1 6 *"),
                row(word -> word.yearlyOn(6, "last", "17:00"), "last day of june at 17:00", "0 17 L 6 *"),
                row(word -> word.cron("5 4 * * 2"), "5 4 * * 2", "5 4 * * 2"),
                row(word -> word.hourly().weekdays(), "hourly on weekdays", "0 * * * 1-5"),
                row(word -> word.daily().mondays(), "every day on mondays", "0 0 * * 1"),
                row(word -> word.weekly().mondays().at("13:00"), "weekly on monday at 13:00", "0 13 * * 1"),
                row(word -> word.everyMinute().mondays().fridays(), "every minute on mon and fri", "* * * * 1,5"),
                row(word -> word.cron("*/10 * * * *").weekdays(), "*/10 * * * * on weekdays", "*/10 * * * 1-5"));
    }

    @ParameterizedTest
    @MethodSource("laravel")
    void saysTheSameAsThePhraseAndTheCron(UnaryOperator<Fluent> words, String phrase, String cron) {
        Timing timing = words.apply(Fluent.NOTHING).timing();

        assertThat(timing).isEqualTo(Schedule.parse(phrase, Fluent.PARIS));
        assertThat(timing).isEqualTo(Schedule.parse(cron, Fluent.PARIS));
        assertThat(timing).hasToString(Schedule.parse(phrase, Fluent.PARIS).toString());
    }

    @Test
    void laysWindowsAndZonesOverAnyWord() {
        assertThat(Fluent.NOTHING.everyTenMinutes().between("22:00", "6:00").timing())
                .isEqualTo(Schedule.parse("every 10 minutes between 22:00 and 6:00", Fluent.PARIS));
        assertThat(Fluent.NOTHING.hourly().unlessBetween("22:00", "6:00").timing())
                .isEqualTo(Schedule.parse("hourly unless between 22:00 and 6:00", Fluent.PARIS));
        assertThat(Fluent.NOTHING.daily().timezone("Asia/Tokyo").timing())
                .isEqualTo(Fluent.NOTHING.zone(ZoneId.of("Asia/Tokyo")).daily().timing())
                .isEqualTo(Schedule.parse("daily", ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void knowsTheWordsThatLaravelLacks() {
        assertThat(Fluent.NOTHING.every("7 minutes").timing()).hasToString("every 7 minutes");
        assertThat(Fluent.NOTHING.schedule("every 2 weeks on friday").timing())
                .isEqualTo(Fluent.NOTHING.every("2 weeks").on("friday").timing());
        assertThat(Fluent.NOTHING.delay(Duration.ofSeconds(90)).timing())
                .isEqualTo(Fluent.NOTHING.delay("1m30s").timing())
                .isEqualTo(new Delay(Duration.ofSeconds(90)));
        assertThat(Fluent.NOTHING.every("3 days").from(LocalDate.of(2026, 1, 5)).timing())
                .isEqualTo(Fluent.NOTHING.from("2026-01-05").every("3 days").timing());
    }

    static Stream<List<UnaryOperator<Fluent>>> combinations() {
        return Stream.of(
                List.of(Fluent::weekly, Fluent::mondays, word -> word.at("13:00"), word -> word.zone("UTC")),
                List.of(Fluent::daily, Fluent::weekdays, word -> word.at("8:00, 17:30"), Fluent::daily),
                List.of(
                        Fluent::everyFiveMinutes,
                        Fluent::weekends,
                        word -> word.between("8:00", "17:00"),
                        Fluent::fridays),
                List.of(Fluent::mondays, Fluent::wednesdays, Fluent::fridays, word -> word.at("9")),
                List.of(Fluent::monthly, word -> word.on("last day"), word -> word.at("18:00"), Fluent::weekdays),
                List.of(
                        word -> word.every("2 weeks"),
                        word -> word.from("2026-01-05"),
                        Fluent::mondays,
                        Fluent::thursdays),
                List.of(word -> word.cron("*/7 * * * *"), Fluent::weekdays, word -> word.unlessBetween("12:00-13:00")),
                List.of(word -> word.schedule("daily at 7"), Fluent::weekdays, word -> word.zone("Asia/Kolkata")));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void meansTheSameInAnyOrder(List<UnaryOperator<Fluent>> words) {
        Timing expected = said(words);
        List<UnaryOperator<Fluent>> shuffled = new ArrayList<>(words);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(shuffled, random);
            assertThat(said(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void refusesInAnyOrderWhatSaysTheSameThingTwice() {
        assertThatThrownBy(() -> Fluent.NOTHING.daily().hourly().timing())
                .isInstanceOf(InvalidTimingException.class)
                .hasMessage("every = \"hour\": it is also set to \"day\": say one of them");
        assertThatThrownBy(() -> Fluent.NOTHING.hourly().daily().timing()).isInstanceOf(InvalidTimingException.class);
        assertThatThrownBy(() -> Fluent.NOTHING.dailyAt("13:00").at("14:00").timing())
                .hasMessage("at = \"14:00\": it is also set to \"13:00\": say one of them");
    }

    @Test
    void refusesNumbersThatMeanNothing() {
        assertThatThrownBy(() -> Fluent.NOTHING.days(8).timing())
                .hasMessageContaining("days = \"8\": a day of the week is 0 (Sunday) to 6 (Saturday)");
        assertThatThrownBy(() -> Fluent.NOTHING.yearlyOn(13, 1).timing())
                .hasMessageContaining("yearlyOn = \"13\": a month is 1 to 12");
        assertThatThrownBy(() -> Fluent.NOTHING.hourlyAt(60).timing())
                .hasMessage("at = \":60\": expected minutes from 00 to 59, found \"60\"");
        assertThatThrownBy(() -> Fluent.NOTHING.twiceDaily(1, 25).timing())
                .hasMessageStartingWith("at = \"01:00, 25:00\": there is no hour 25, expected 0 to 23");
        assertThatThrownBy(() -> Fluent.NOTHING.monthlyOn(32).timing())
                .hasMessage("on = \"32nd\": a month has days 1 to 31, not 32");
    }

    private static Arguments row(UnaryOperator<Fluent> words, String phrase, String cron) {
        return Arguments.of(words, phrase, cron);
    }

    private static Timing said(List<UnaryOperator<Fluent>> words) {
        Fluent fluent = Fluent.NOTHING;
        for (UnaryOperator<Fluent> word : words) {
            fluent = word.apply(fluent);
        }
        return fluent.timing();
    }
}
