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
import static dev.scheduler.schedule.TimingAttribute.ON;
import static dev.scheduler.schedule.TimingAttribute.SCHEDULE;
import static dev.scheduler.schedule.TimingAttribute.UNLESS_BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

class TimingSpecTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void aLayerThatSaysHowOftenReplacesAllButTheZone() {
        TimingSpec lower = TimingSpec.of(Map.of(EVERY, "day", AT, "13:00", BETWEEN, "9-17", ZONE, "Asia/Tokyo"));

        assertThat(TimingSpec.of(Map.of(CRON, "0 9 * * *")).over(lower))
                .isEqualTo(TimingSpec.of(Map.of(CRON, "0 9 * * *", ZONE, "Asia/Tokyo")));
        assertThat(TimingSpec.of(Map.of(DELAY, "5s", ZONE, "UTC")).over(lower))
                .isEqualTo(TimingSpec.of(Map.of(DELAY, "5s", ZONE, "UTC")));
    }

    @Test
    void aLayerThatDoesNotAmends() {
        TimingSpec lower = TimingSpec.of(Map.of(EVERY, "day", AT, "13:00", ZONE, "Asia/Tokyo"));

        assertThat(TimingSpec.of(Map.of(AT, "15:00", UNLESS_BETWEEN, "22-6")).over(lower))
                .isEqualTo(
                        TimingSpec.of(Map.of(EVERY, "day", AT, "15:00", UNLESS_BETWEEN, "22-6", ZONE, "Asia/Tokyo")));
        assertThat(TimingSpec.UNSET.over(lower)).isEqualTo(lower);
        assertThat(lower.over(TimingSpec.UNSET)).isEqualTo(lower);
    }

    @Test
    void aLayerAmendsAWholeScheduleInWords() {
        TimingSpec lower = TimingSpec.of(Map.of(SCHEDULE, "weekly on friday at 17:00"));

        assertThat(words(TimingSpec.of(Map.of(AT, "18:00")).over(lower))).isEqualTo("every friday at 18:00");
        assertThat(words(TimingSpec.of(Map.of(ON, "monday")).over(lower))).isEqualTo("every monday at 17:00");
        assertThat(words(TimingSpec.of(Map.of(BETWEEN, "8-20")).over(lower)))
                .isEqualTo("every friday at 17:00 between 08:00 and 20:00");
        assertThat(words(TimingSpec.UNSET.and(List.of(DayOfWeek.MONDAY)).over(lower)))
                .isEqualTo("every monday at 17:00");
        assertThat(TimingSpec.of(Map.of(ZONE, "UTC")).over(lower))
                .isEqualTo(TimingSpec.of(Map.of(SCHEDULE, "weekly on friday at 17:00", ZONE, "UTC")));
    }

    @Test
    void aLayerAmendsAMacroAndACron() {
        assertThat(words(TimingSpec.of(Map.of(ON, "weekdays")).over(TimingSpec.of(Map.of(SCHEDULE, "@hourly")))))
                .isEqualTo("every hour on weekdays");
        assertThat(words(TimingSpec.of(Map.of(AT, ":20")).over(TimingSpec.of(Map.of(SCHEDULE, "@every 2h")))))
                .isEqualTo("every 2 hours at :20");
        assertThat(words(TimingSpec.of(Map.of(BETWEEN, "9-17"))
                        .over(TimingSpec.of(Map.of(SCHEDULE, "*/7 * * * * on weekdays")))))
                .isEqualTo("*/7 * * * MON-FRI between 09:00 and 17:00");
    }

    @Test
    void anIntervalMayStandForACron() {
        TimingSpec macro = TimingSpec.of(Map.of(CRON, " @EVERY  2h "));

        assertThat(words(macro)).isEqualTo("every 2 hours");
        assertThat(words(TimingSpec.of(Map.of(AT, ":20")).over(macro))).isEqualTo("every 2 hours at :20");
        assertThat(words(TimingSpec.of(Map.of(CRON, "@every 10m", ON, "weekdays"))))
                .isEqualTo("every 10 minutes on weekdays");
        assertThat(words(TimingSpec.of(Map.of(CRON, "@every 10m")).over(macro))).isEqualTo("every 10 minutes");
    }

    @Test
    void otherDaysReplaceDaysAndFilterDates() {
        TimingSpec mondays = Fluent.NOTHING.mondays().at("9:00").spec();

        assertThat(words(Fluent.NOTHING.fridays().spec().over(mondays))).isEqualTo("every friday at 09:00");
        assertThat(words(TimingSpec.of(Map.of(ON, "sunday")).over(mondays))).isEqualTo("every sunday at 09:00");
        assertThat(words(Fluent.NOTHING
                        .fridays()
                        .spec()
                        .over(Fluent.NOTHING.monthlyOn(13).spec())))
                .isEqualTo("every month on the 13th at 00:00 only on friday");
    }

    @Test
    void isSwitchedOffByADash() {
        assertThat(TimingSpec.of(Map.of(CRON, "-")).compile(PARIS).timing()).isNull();
        assertThat(TimingSpec.of(Map.of(SCHEDULE, "-")).compile(PARIS).timing()).isNull();
        assertThat(TimingSpec.of(Map.of(CRON, "-"))
                        .over(TimingSpec.of(Map.of(EVERY, "day", AT, "9")))
                        .compile(PARIS)
                        .timing())
                .isNull();
    }

    @Test
    void saysHowOftenByDaysAndTimesAlone() {
        assertThat(words(TimingSpec.of(Map.of(AT, "17:00")))).isEqualTo("every day at 17:00");
        assertThat(words(TimingSpec.of(Map.of(AT, ":17")))).isEqualTo("every hour at :17");
        assertThat(words(TimingSpec.of(Map.of(ON, "friday")))).isEqualTo("every friday at 00:00");
        assertThat(words(TimingSpec.of(Map.of(ON, "15")))).isEqualTo("every month on the 15th at 00:00");
        assertThat(words(TimingSpec.of(Map.of(ON, "june 1")))).isEqualTo("every year on june 1 at 00:00");
    }

    @Test
    void readsZonesAndOffsets() {
        assertThat(zone("Asia/Kolkata")).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(zone("+02:00")).isEqualTo(ZoneId.of("+02:00"));
        assertThat(TimingSpec.of(Map.of(EVERY, "day")).compile(PARIS).timing())
                .isEqualTo(Schedule.parse("daily", PARIS));
    }

    private static ZoneId zone(String text) {
        return schedule(TimingSpec.of(Map.of(EVERY, "day", ZONE, text))).zone();
    }

    private static String words(TimingSpec spec) {
        return schedule(spec).toString();
    }

    private static Schedule schedule(TimingSpec spec) {
        return (Schedule) new Fluent(spec).timing();
    }
}
