package dev.scheduler.sample;

import dev.scheduler.Missed;
import dev.scheduler.Task;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * An annotation of the shop's own: what all nightly tasks have in common is said once, here. A night in which no node was up
 * is made up for in the morning.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Task(
        every = "day",
        zone = "Europe/Paris",
        group = "nightly",
        onOneServer = true,
        missed = Missed.ONCE,
        maxTries = 3,
        backoff = "1 minute")
@interface Nightly {

    /** The local time. */
    @AliasFor(annotation = Task.class, attribute = "at")
    String at() default "02:00";
}
