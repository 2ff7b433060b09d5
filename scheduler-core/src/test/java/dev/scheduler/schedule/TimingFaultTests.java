package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.CRON;
import static dev.scheduler.schedule.TimingAttribute.DELAY;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;
import static dev.scheduler.schedule.TimingAttribute.SCHEDULE;
import static dev.scheduler.schedule.TimingAttribute.UNLESS_BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TimingFaultTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void saysWhatToWriteWhereNothingIsSet() {
        assertThat(faults(Map.of()))
                .containsExactly(
                        "nothing says how often: write every = \"5 minutes\", every = \"day\" with at = \"13:00\","
                                + " or cron = \"0 9 * * 1-5\"");
        assertThat(faults(Map.of(BETWEEN, "9-17"))).hasSize(1);
    }

    @Test
    void tellsEveryFaultAtOnceInTheOrderOfTheAttributes() {
        assertThat(faults(Map.of(
                        ZONE, "Europe/Pari",
                        BETWEEN, "9:00",
                        FROM, "2026-13-01",
                        ON, "mondey",
                        AT, "25:00",
                        EVERY, "5 dayz",
                        UNLESS_BETWEEN, "noon-late")))
                .containsExactly(
                        "every = \"5 dayz\": unknown unit \"dayz\", did you mean \"day\"?",
                        "at = \"25:00\": there is no hour 25, expected 0 to 23",
                        "on = \"mondey\": unknown day \"mondey\", did you mean \"monday\"?",
                        "from = \"2026-13-01\": there is no such date, expected a date such as \"2026-01-05\" or"
                                + " \"2026-01-05T08:30\"",
                        "between = \"9:00\": expected the window's end, as in \"22:00-06:00\", found the end",
                        "unlessBetween = \"noon-late\": expected a time such as \"17:00\", \"17\", \"5pm\" or \"noon\","
                                + " found \"late\"",
                        "zone = \"Europe/Pari\": unknown zone, did you mean \"Europe/Paris\"?");
    }

    @Test
    void allowsOneWayToSayHowOften() {
        assertThat(faults(Map.of(EVERY, "day", CRON, "0 9 * * *")))
                .containsExactly("cron = \"0 9 * * *\": only one may say how often, not every and cron");
        assertThat(faults(Map.of(SCHEDULE, "daily", DELAY, "5s")))
                .containsExactly("delay = \"5s\": only one may say how often, not schedule and delay");
        assertThat(faults(Map.of(SCHEDULE, "daily at 9", AT, "10")))
                .containsExactly("at = \"10\": the schedule says it already, say one of them");
    }

    @Test
    void refusesWhatDoesNotGoWithADelay() {
        assertThat(faults(Map.of(DELAY, "5s", AT, "9", ON, "monday", FROM, "2026-01-05", BETWEEN, "9-17")))
                .containsExactly(
                        "at = \"9\": does not go with delay, which counts from the end of the last run; leave it out, or write every instead of delay",
                        "on = \"monday\": does not go with delay, which counts from the end of the last run; leave it out, or write every instead of delay",
                        "from = \"2026-01-05\": does not go with delay, which counts from the end of the last run; leave it out, or write every instead of delay",
                        "between = \"9-17\": does not go with delay, which counts from the end of the last run; leave it out, or write every instead of delay");
        assertThat(faults(TimingSpec.of(Map.of(DELAY, "5s")).and(List.of(DayOfWeek.MONDAY))))
                .containsExactly(
                        "days of the week do not go with delay, which counts from the end of the last run; leave it out, or write every instead of delay");
        assertThat(faults(Map.of(DELAY, "0s"))).containsExactly("delay = \"0s\": a delay is at least one millisecond");
        assertThat(faults(Map.of(DELAY, "1 month")))
                .containsExactly("delay = \"1 month\": months have no fixed length, expected weeks or smaller units");
    }

    @Test
    void refusesWhatDoesNotGoWithCron() {
        assertThat(faults(Map.of(CRON, "0 9 * * *", AT, "10", ON, "15th")))
                .containsExactly(
                        "at = \"10\": does not go with cron, which says the times itself",
                        "on = \"15th\": does not go with cron, only days of the week do");
    }

    @Test
    void refusesTimesThatDoNotGoWithTheInterval() {
        assertThat(faults(Map.of(EVERY, "5 minutes", AT, "17:00")))
                .containsExactly(
                        "at = \"17:00\": does not go with every = \"5 minutes\": times of day go with days or longer"
                                + " units, minutes (\":17\") with whole hours that divide a day");
        assertThat(faults(Map.of(EVERY, "7 hours", AT, ":17"))).hasSize(1);
        assertThat(faults(Map.of(EVERY, "2 hours", AT, "17")))
                .containsExactly(
                        "at = \"17\": with hours it is the minute, such as \":17\"; for times of day write every ="
                                + " \"day\"");
        assertThat(faults(Map.of(EVERY, "day", AT, ":17")))
                .containsExactly(
                        "at = \":17\": is a minute of the hour and goes with hours; with days or longer units write"
                                + " \"17:00\"");
        assertThat(faults(Map.of(EVERY, "day", AT, "17:00, :17")))
                .containsExactly("at = \"17:00, :17\": times of day and minutes of the hour do not mix");
        assertThat(faults(Map.of(EVERY, "day", AT, "17:00, later")))
                .containsExactly(
                        "at = \"17:00, later\": unexpected \"later\", expected a time such as \"17:00\", \"17\","
                                + " \"5pm\" or \"noon\"");
    }

    @Test
    void refusesDaysThatDoNotGoWithTheInterval() {
        assertThat(faults(Map.of(EVERY, "5 minutes", ON, "15th")))
                .containsExactly(
                        "on = \"15th\": days of the month go with every = \"month\"; expected days of the week");
        assertThat(faults(Map.of(EVERY, "week", ON, "june 1")))
                .containsExactly(
                        "on = \"june 1\": days of the year go with every = \"year\"; expected days of the week");
        assertThat(faults(Map.of(EVERY, "month", ON, "weekdays")))
                .containsExactly(
                        "on = \"weekdays\": days of the week go with every = \"week\"; expected days of the month,"
                                + " such as \"first monday\"");
        assertThat(faults(Map.of(EVERY, "quarter", ON, "june 1")))
                .containsExactly(
                        "on = \"june 1\": days of the year go with every = \"year\"; expected days of the month, such"
                                + " as \"15th\"");
        assertThat(faults(Map.of(EVERY, "year", ON, "15th")))
                .containsExactly(
                        "on = \"15th\": the month is missing; expected days of the year, such as \"january 15\"");
        assertThat(faults(Map.of(EVERY, "month", ON, "last day of the quarter")))
                .containsExactly("on = \"last day of the quarter\": days of the quarter go with every = \"quarter\"");
        assertThat(faults(Map.of(EVERY, "3 quarters", ON, "1st and last day")))
                .containsExactly(
                        "on = \"1st and last day\": the first and the last days of so many quarters do not mix;"
                                + " write a schedule for each");
        assertThat(faults(Map.of(EVERY, "month", ON, "15th, monday")))
                .containsExactly("on = \"15th, monday\": days of the week and days of the month do not mix");
        assertThat(faults(Map.of(EVERY, "month", ON, "second weekday")))
                .containsExactly("on = \"second weekday\": expected \"first weekday\" or \"last weekday\"");
        assertThat(faults(Map.of(EVERY, "month", ON, "sixth monday")))
                .containsExactly("on = \"sixth monday\": a month has no more than five of each day of the week");
    }

    @Test
    void refusesWhatNeverFires() {
        assertThat(faults(Map.of(EVERY, "day", AT, "13:00", BETWEEN, "22:00-06:00")))
                .containsExactly("between = \"22:00-06:00\": never fires: none of the times lies inside");
        assertThat(faults(Map.of(EVERY, "hour", UNLESS_BETWEEN, "00:00-24:00")))
                .singleElement()
                .asString()
                .startsWith("unlessBetween = \"00:00-24:00\": ");
        assertThat(faults(Map.of(EVERY, "48 hours", BETWEEN, "9:00-10:00", ZONE, "UTC")))
                .hasSize(1);
        assertThat(faults(TimingSpec.of(Map.of(EVERY, "month", ON, "first monday"))
                        .and(List.of(DayOfWeek.FRIDAY))))
                .containsExactly("on = \"first monday\": never fires: no date matches");
        assertThat(faults(Map.of(EVERY, "14 days", ON, "monday")))
                .containsExactly("on = \"monday\": never fires: no date matches");
        assertThat(faults(Map.of(CRON, "0 0 30 2 *")))
                .singleElement()
                .asString()
                .startsWith("cron = \"0 0 30 2 *\": never fires: no date has ");
        assertThat(faults(Map.of(SCHEDULE, "0 0 30 2 *")))
                .singleElement()
                .asString()
                .startsWith("schedule = \"0 0 30 2 *\": never fires: no date has ");
    }

    @Test
    void knowsWhichZoneIsMeant() {
        assertThat(faults(Map.of(EVERY, "day", ZONE, "europe/paris")))
                .singleElement()
                .asString()
                .contains("Europe/Paris");
        assertThat(faults(Map.of(EVERY, "day", ZONE, "Kolkata")))
                .singleElement()
                .asString()
                .contains("Asia/Kolkata");
        assertThat(faults(Map.of(EVERY, "day", ZONE, "PST")))
                .singleElement()
                .asString()
                .contains("America/Los_Angeles");
        assertThat(faults(Map.of(EVERY, "day", ZONE, "25")))
                .containsExactly(
                        "zone = \"25\": unknown zone, expected an identifier such as \"Europe/Paris\" or an offset"
                                + " such as \"+02:00\"");
    }

    @Test
    void warnsOfWhatIsProbablyNotMeant() {
        assertThat(warnings(Map.of(EVERY, "48 hours")))
                .containsExactly(
                        "every = \"48 hours\" is elapsed time, counted from 1970-01-01T00:00Z and not from midnight;"
                                + " did you mean \"2 days\"?");
        assertThat(warnings(Map.of(EVERY, "7 days")))
                .containsExactly(
                        "every = \"7 days\" falls on Thursdays, as days are counted from 1970-01-01; did you mean"
                                + " \"week\"?");
        assertThat(warnings(Map.of(EVERY, "month", ON, "31st")))
                .containsExactly("on = \"31st\" skips the months that have no 31st; \"last day\" skips none.");
        assertThat(warnings(Map.of(EVERY, "quarter", ON, "31st"))).hasSize(1);
        assertThat(warnings(Map.of(EVERY, "month", FROM, "2026-01-30")))
                .containsExactly("from = \"2026-01-30\" skips the months that have no 30th; \"last day\" skips none.");
        assertThat(warnings(Map.of(EVERY, "year", ON, "february 29")))
                .containsExactly(
                        "on = \"february 29\" is due in leap years alone; \"last day of february\" is due in every"
                                + " year.");
        assertThat(warnings(Map.of(CRON, "*/45 * * * *")))
                .singleElement()
                .asString()
                .startsWith("cron = \"*/45 * * * *\" is odd: ")
                .contains(":00 and :45 of every hour");
        assertThat(warnings(Map.of(SCHEDULE, "every 48 hours")))
                .singleElement()
                .asString()
                .startsWith("schedule = \"every 48 hours\": \"48 hours\" is elapsed time");
    }

    @Test
    void tellsOfAnIntervalThatStandsForACronUnderItsName() {
        assertThat(faults(Map.of(CRON, "@every 5 mintues")))
                .containsExactly("cron = \"@every 5 mintues\": unknown unit \"mintues\", did you mean \"minutes\"?");
        assertThat(faults(Map.of(CRON, "@every 10m on weekdays")))
                .singleElement()
                .asString()
                .startsWith("cron = \"@every 10m on weekdays\": unexpected \"on\"");
        assertThat(warnings(Map.of(CRON, "@every 48h")))
                .singleElement()
                .asString()
                .startsWith("cron = \"@every 48h\" is elapsed time");
    }

    @Test
    void warnsOfNothingElse() {
        for (String fine : List.of(
                "every quarter on the 30th",
                "every month on the 28th",
                "every 24 hours",
                "every 36 hours",
                "@daily",
                "every year on january 31",
                "every 7 days from 2026-01-05",
                "last day of the month")) {
            assertThat(warnings(Map.of(SCHEDULE, fine))).as(fine).isEmpty();
        }
    }

    private static List<String> warnings(Map<TimingAttribute, String> texts) {
        return TimingSpec.of(texts).compile(PARIS).warnings();
    }

    private static List<String> faults(Map<TimingAttribute, String> texts) {
        return faults(TimingSpec.of(texts));
    }

    private static List<String> faults(TimingSpec spec) {
        return catchThrowableOfType(InvalidTimingException.class, () -> spec.compile(PARIS)).faults().stream()
                .map(InvalidTimingException.Fault::toString)
                .toList();
    }
}
