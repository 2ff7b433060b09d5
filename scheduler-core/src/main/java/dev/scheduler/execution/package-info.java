/**
 * Run: the timeline that waits for the next scheduled time, the rules that each execution passes, the threads it runs on,
 * and the {@link dev.scheduler.Scheduler} that is made of them. The only package that may import all the others.
 */
@NullMarked
package dev.scheduler.execution;

import org.jspecify.annotations.NullMarked;
