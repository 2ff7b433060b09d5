/**
 * Proves what is promised of several nodes: real processes on one PostgreSQL are killed, frozen, cut off and given wrong
 * clocks, and afterwards each scheduled time is accounted for. {@code ClusterApplication} is what the nodes run; the rest
 * is what starts, disturbs and counts them.
 */
@NullMarked
package dev.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
