/**
 * A cluster that is played: the real engines and accounts of several nodes in one process, on one virtual timeline, over a
 * store in memory, with faults that a seed draws. One thing runs at a time, so each seed says everything that happens.
 */
@NullMarked
package dev.scheduler.boot.cluster.sim;

import org.jspecify.annotations.NullMarked;
