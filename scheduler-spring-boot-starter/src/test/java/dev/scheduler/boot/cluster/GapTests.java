package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Scheduled times of which nothing is known. */
class GapTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Schedule MINUTES = Schedule.parse("every minute", ZoneOffset.UTC);

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static List<Gap> gaps(int until, Integer... known) {
        List<Span> times = Stream.of(known).map(GapTests::minute).map(Span::of).toList();
        return Gap.of(MINUTES, NOON, minute(until), times);
    }

    @Test
    void thereIsNoneWhereEverythingIsKnown() {
        assertThat(gaps(3, 1, 2, 3)).isEmpty();
        assertThat(gaps(0)).isEmpty();
    }

    @Test
    void allIsOneGapWhereNothingIsKnown() {
        assertThat(gaps(5)).containsExactly(new Gap(minute(1), minute(5), 5));
    }

    @Test
    void gapsLieBetweenKnownTimes() {
        assertThat(gaps(9, 2, 3, 6))
                .containsExactly(
                        new Gap(minute(1), minute(1), 1),
                        new Gap(minute(4), minute(5), 2),
                        new Gap(minute(7), minute(9), 3));
    }

    @Test
    void whatIsKnownAsOneIsKnown() {
        List<Span> known = List.of(new Span(minute(2), minute(4)), new Span(minute(3), minute(6)));

        assertThat(Gap.of(MINUTES, NOON, minute(8), known))
                .containsExactly(new Gap(minute(1), minute(1), 1), new Gap(minute(7), minute(8), 2));
        assertThat(Gap.of(MINUTES, minute(2), minute(6), known)).isEmpty();
    }

    @Test
    void theStartIsNoPartOfAGapAndTheEndIs() {
        assertThat(Gap.of(MINUTES, NOON, minute(2).minusNanos(1), List.of()))
                .containsExactly(new Gap(minute(1), minute(1), 1));
        assertThat(Gap.of(MINUTES, NOON, minute(2), List.of())).containsExactly(new Gap(minute(1), minute(2), 2));
    }

    @Test
    void timesThatTheScheduleDoesNotSayArePassedOver() {
        Span minute = Span.of(minute(1));
        Span odd = Span.of(minute(1).plusSeconds(30));
        List<Span> known =
                List.of(minute, odd, Span.of(minute(2)), Span.of(minute(2).plusSeconds(1)));

        assertThat(Gap.of(MINUTES, NOON, minute(2), known)).isEmpty();
        assertThat(Gap.of(MINUTES, NOON, minute(2), List.of(odd, Span.of(minute(2)))))
                .containsExactly(new Gap(minute(1), minute(1), 1));
    }

    @Test
    void twoYearsOfSecondsAreCounted() {
        Schedule seconds = Schedule.parse("every second", ZoneOffset.UTC);
        Duration down = Duration.ofDays(730);

        assertThat(Gap.of(seconds, NOON, NOON.plus(down), List.of()))
                .containsExactly(new Gap(NOON.plusSeconds(1), NOON.plus(down), down.toSeconds()));
    }

    @Test
    void theLatestComeInOrder() {
        Gap gap = new Gap(minute(1), minute(5), 5);

        assertThat(gap.latest(MINUTES, 2)).containsExactly(minute(4), minute(5));
        assertThat(gap.latest(MINUTES, 10)).hasSize(5).startsWith(minute(1));
        assertThat(gap.latest(MINUTES, 0)).isEmpty();
    }
}
