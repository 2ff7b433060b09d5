package dev.scheduler.boot.cluster;

import java.time.Duration;

/**
 * How a node does its work for the cluster.
 *
 * @param lease for how long a node may give no sign of life
 * @param sweep how often scheduled times are accounted for
 * @param timeout how long a statement may take
 */
public record ClusterSettings(Duration lease, Duration sweep, Duration timeout) {}
