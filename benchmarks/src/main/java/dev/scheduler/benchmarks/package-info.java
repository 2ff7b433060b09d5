/**
 * Measures what we promise beside what others do: finding next times, running many tasks, starting an application. Run by
 * hand on a machine that does nothing else; nothing here is part of a test.
 */
@NullMarked
package dev.scheduler.benchmarks;

import org.jspecify.annotations.NullMarked;
