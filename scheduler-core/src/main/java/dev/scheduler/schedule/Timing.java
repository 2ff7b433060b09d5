package dev.scheduler.schedule;

/** When a task is due: by a {@link Schedule}, or by a {@link Delay} after its own last end. */
public sealed interface Timing permits Schedule, Delay {}
