package dev.scheduler.boot.cluster;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Deals scheduled times out to nodes. Every node that knows the same nodes finds the same owner, and one that comes or goes
 * changes no more than its own share (rendezvous hashing).
 */
final class Shares {

    private Shares() {}

    /** @param nodes at least one */
    static String owner(List<String> nodes, String task, Instant scheduledTime) {
        long time = mixed(
                31L * task.hashCode() + scheduledTime.getEpochSecond() * 1_000_000_007L + scheduledTime.getNano());
        return Collections.max(nodes, Comparator.comparingLong(node -> mixed(time ^ mixed(node.hashCode()))));
    }

    /** Every bit of the result depends on every bit of the argument: the finisher of MurmurHash3. */
    private static long mixed(long bits) {
        long mixed = bits;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
