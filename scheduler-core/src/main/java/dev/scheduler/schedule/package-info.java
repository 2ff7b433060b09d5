/**
 * When: the kinds of timing, the grammar they are written in, and the frequency words. Pure functions of instants; no
 * clock, no thread and no other package of ours may enter.
 */
@NullMarked
package dev.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
