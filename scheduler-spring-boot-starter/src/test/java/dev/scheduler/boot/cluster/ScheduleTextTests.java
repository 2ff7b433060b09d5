package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTextTests {

    private static Schedule schedule(String words) {
        return Schedule.parse(words, ZoneOffset.UTC);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String words : new String[] {"every 5 minutes", "first monday of the month at 8:00", "0 9 * * 1-5"}) {
            Schedule schedule = Schedule.parse(words, ZoneId.of("Europe/Paris"));
            assertThat(ScheduleText.parse(ScheduleText.of(schedule))).isEqualTo(schedule);
            assertThat(ScheduleText.isWritable(schedule)).isTrue();
        }
        Delay delay = new Delay(Duration.ofSeconds(90));
        assertThat(ScheduleText.of(delay)).isEqualTo("delay PT1M30S");
        assertThat(ScheduleText.parse("delay PT1M30S")).isEqualTo(delay);
        assertThat(ScheduleText.isSchedule("delay PT1M30S")).isFalse();
    }

    @Test
    void otherWordsForTheSameAreEqual() {
        assertThat(ScheduleText.says("*/5 * * * * in Z", schedule("every 5 minutes")))
                .isTrue();
        assertThat(ScheduleText.says("*/5 * * * * in Europe/Paris", schedule("every 5 minutes")))
                .isFalse();
        assertThat(ScheduleText.says("what a later version says in Z", schedule("every 5 minutes")))
                .isFalse();
        assertThat(ScheduleText.says(TaskMark.NO_SCHEDULE, schedule("every 5 minutes")))
                .isFalse();
    }

    @Test
    void whatIsTooLongIsToldFromOthersByItsDigest() {
        Schedule one = schedule("every day at " + times(0));
        Schedule other = schedule("every day at " + times(1));

        assertThat(one.toString()).hasSizeGreaterThan(ScheduleText.LONGEST);
        assertThat(ScheduleText.of(one)).hasSizeLessThanOrEqualTo(ScheduleText.LONGEST);
        assertThat(ScheduleText.of(one)).isNotEqualTo(ScheduleText.of(other));
        assertThat(ScheduleText.says(ScheduleText.of(one), schedule("every day at " + times(0))))
                .isTrue();
        assertThat(ScheduleText.isWritable(one)).isFalse();
        assertThat(ScheduleText.parse(ScheduleText.of(one))).isNull();
    }

    private static String times(int last) {
        return IntStream.concat(new Random(1).ints(0, 1_400).distinct().limit(300), IntStream.of(1_400 + last))
                .sorted()
                .mapToObj(minute ->
                        (minute / 60 < 10 ? "0" : "") + minute / 60 + (minute % 60 < 10 ? ":0" : ":") + minute % 60)
                .collect(Collectors.joining(", "));
    }
}
