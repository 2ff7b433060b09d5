package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** The tasks of the simulation. Each has two other schedules, which a canary or a person gives it. */
final class Tasks {

    /** Under which a time must be claimed. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private static final List<Kind> KINDS = List.of(
            new Kind("often", every(3), every(4), every(5), settings().onOneServer(true), 100, 0),
            new Kind(
                    "jittered",
                    every(10),
                    every(12),
                    every(15),
                    settings().onOneServer(true).jitter(Duration.ofSeconds(8)),
                    100,
                    0),
            new Kind(
                    "alone",
                    every(6),
                    every(5),
                    every(10),
                    settings().onOneServer(true).withoutOverlapping(true).lease(Duration.ofSeconds(5)),
                    4_000,
                    8_000),
            new Kind("long", every(5), every(6), every(10), settings().onOneServer(true), 2_000, 12_000),
            new Kind(
                    "once",
                    every(5),
                    every(4),
                    every(6),
                    settings().onOneServer(true).missed(Missed.ONCE).missedWithin(Duration.ofMinutes(10)),
                    100,
                    1_000),
            new Kind(
                    "all",
                    every(6),
                    every(10),
                    every(4),
                    settings().onOneServer(true).missed(Missed.ALL).maxMissed(5).evenWhenPaused(true),
                    100,
                    1_000),
            new Kind(
                    "queued",
                    every(4),
                    every(6),
                    every(12),
                    settings().onOneServer(true).overlap(Overlap.QUEUE),
                    1_000,
                    6_000),
            new Kind("plain", every(5), every(6), every(10), settings().missed(Missed.ONCE), 100, 0));

    private Tasks() {}

    /**
     * A task.
     *
     * @param most how long its body lasts at the most, in milliseconds
     * @param seldom how long one of ten lasts
     */
    record Kind(
            String name,
            Schedule schedule,
            Schedule first,
            Schedule second,
            TaskSettings.Builder settings,
            int most,
            int seldom) {

        TaskSettings set() {
            return settings.grace(GRACE).build();
        }

        boolean isOneServer() {
            return Boolean.TRUE.equals(set().onOneServer());
        }
    }

    static int count() {
        return KINDS.size();
    }

    static Kind kind(int task) {
        return KINDS.get(task);
    }

    static Kind kind(String name) {
        return KINDS.stream().filter(kind -> kind.name().equals(name)).findAny().orElseThrow();
    }

    static String name(int task) {
        return kind(task).name();
    }

    static List<Kind> all() {
        return KINDS;
    }

    /** Another schedule for a task. */
    static Schedule alternative(int task, int which) {
        return which == 0 ? kind(task).first() : kind(task).second();
    }

    private static Schedule every(int seconds) {
        return Schedule.parse("every " + seconds + " seconds", ZoneOffset.UTC);
    }

    private static TaskSettings.Builder settings() {
        return TaskSettings.builder();
    }
}
