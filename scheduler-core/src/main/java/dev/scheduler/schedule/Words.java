package dev.scheduler.schedule;

/** Schedules in words. */
final class Words {

    private Words() {}

    static String of(Schedule schedule) {
        return schedule.getClass().getSimpleName();
    }
}
