package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares schedules with what is due by a slow walk, around every change of a zone's clocks. Counts what it compares. */
final class Comparison {

    static final List<ZoneId> ZONES = List.of(
                    "America/New_York",
                    "Europe/Paris",
                    "Europe/London",
                    "Australia/Lord_Howe",
                    "Pacific/Chatham",
                    "America/Havana",
                    "Africa/Cairo",
                    "Asia/Beirut",
                    "America/Santiago",
                    "Atlantic/Azores",
                    "Africa/Casablanca",
                    "Pacific/Apia",
                    "Asia/Kolkata",
                    "Asia/Tehran",
                    "America/Nuuk",
                    "Antarctica/Troll",
                    "UTC")
            .stream()
            .map(ZoneId::of)
            .toList();

    static final LocalDate START = LocalDate.of(2023, 11, 1);
    static final LocalDate END = LocalDate.of(2033, 3, 1);

    private static final int SEEDS_A_CHANGE = 20;
    private static final int CHANGES_OF_A_STILL_ZONE = 18;
    private static final long REACH = Duration.ofHours(36).toSeconds();

    private final Random random = new Random(20_260_105);
    private long compared;

    long compared() {
        return compared;
    }

    /** Compares a schedule over the whole range, or, where it is too dense, around each change of the clocks. */
    void compare(Schedule schedule, boolean dense, BiFunction<LocalDate, LocalDate, NavigableSet<Instant>> due) {
        List<Instant> changes = changes(schedule.zone());
        if (dense) {
            for (Instant change : changes) {
                LocalDate date = change.atZone(schedule.zone()).toLocalDate();
                NavigableSet<Instant> around = due.apply(date.minusDays(2), date.plusDays(3));
                compareAll(schedule, around);
                compareSeeds(schedule, change, around);
            }
        } else {
            NavigableSet<Instant> all = due.apply(START, END);
            compareAll(schedule, all);
            changes.forEach(change -> compareSeeds(schedule, change, all));
        }
    }

    /** From the first to the last, next must yield exactly what is due: it skips nothing and never goes back. */
    private void compareAll(Schedule schedule, NavigableSet<Instant> due) {
        Instant last = null;
        for (Instant expected : due) {
            if (last != null) {
                check(schedule, last, expected, schedule.next(last));
            }
            last = expected;
        }
    }

    private void compareSeeds(Schedule schedule, Instant change, NavigableSet<Instant> due) {
        for (Instant seed : seeds(change)) {
            Instant higher = due.higher(seed);
            Instant lower = due.lower(seed);
            // Beyond the range that was walked nothing is known.
            if (higher != null && lower != null) {
                check(schedule, seed, higher, schedule.next(seed));
                check(schedule, seed, lower, schedule.previous(seed));
            }
        }
    }

    private void check(Schedule schedule, Instant seed, Instant expected, @Nullable Instant actual) {
        compared++;
        if (!expected.equals(actual)) {
            assertThat(actual)
                    .as("%s in %s from %s", schedule, schedule.zone(), seed)
                    .isEqualTo(expected);
        }
    }

    private List<Instant> seeds(Instant change) {
        List<Instant> seeds = new ArrayList<>(List.of(
                change, change.minusSeconds(1), change.plusSeconds(1), change.minusNanos(1), change.plusNanos(1)));
        for (int i = 0; i < SEEDS_A_CHANGE; i++) {
            seeds.add(change.plusSeconds(random.nextLong(-REACH, REACH)).plusNanos(random.nextInt(2) * 500_000_000L));
        }
        return seeds;
    }

    /** The changes of 2024 to 2032; where there are none, days at random. */
    private List<Instant> changes(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant end = Instant.parse("2033-01-01T00:00:00Z");
        List<Instant> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(Instant.parse("2024-01-01T00:00:00Z"));
        while (change != null && change.getInstant().isBefore(end)) {
            changes.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        while (changes.size() < CHANGES_OF_A_STILL_ZONE) {
            changes.add(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextLong(9 * 31_556_952L)));
        }
        return changes;
    }
}
