/**
 * A small shop's back office. Each file shows one way to define a task, or one thing that a task may do; {@link
 * dev.scheduler.sample.Shop} is the database that they work on.
 */
@NullMarked
package dev.scheduler.sample;

import org.jspecify.annotations.NullMarked;
