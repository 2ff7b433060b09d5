package dev.scheduler.boot.autoconfigure;

import dev.scheduler.execution.SchedulerBuilder;

/** Adds to the engine what a configuration has that is not always there. */
@FunctionalInterface
interface EngineCustomizer {

    /** Says more of the engine that is about to be built. */
    void customize(SchedulerBuilder builder);
}
