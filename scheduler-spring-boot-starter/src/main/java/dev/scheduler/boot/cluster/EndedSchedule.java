package dev.scheduler.boot.cluster;

import java.time.Instant;

/**
 * A schedule that a task had before, kept until its scheduled times are judged: recorded, not caught up on.
 *
 * @param task the task's name
 * @param schedule the schedule in canonical words, with its zone
 * @param since from when it counted
 * @param until up to and with this instant it counted
 */
public record EndedSchedule(String task, String schedule, Instant since, Instant until) {}
