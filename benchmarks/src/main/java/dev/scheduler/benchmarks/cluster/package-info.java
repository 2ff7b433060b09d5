/**
 * Measures one-server tasks on several nodes that share a database, each node a JVM of its own, beside what others do: what
 * starts once, how late, and at what cost. Nothing here knows how a contestant works; a contestant is started and counted.
 */
@NullMarked
package dev.scheduler.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
