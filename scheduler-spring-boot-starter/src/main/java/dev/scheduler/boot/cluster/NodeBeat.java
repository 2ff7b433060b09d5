package dev.scheduler.boot.cluster;

import java.time.Duration;

/**
 * A node's sign of life.
 *
 * @param node its id
 * @param beats how often it has beaten
 * @param lease for how long its counter may stand still
 */
public record NodeBeat(String node, long beats, Duration lease) {}
