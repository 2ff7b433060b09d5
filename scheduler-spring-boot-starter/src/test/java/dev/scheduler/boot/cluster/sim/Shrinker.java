package dev.scheduler.boot.cluster.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Drops steps for as long as what is left still fails (delta debugging). */
final class Shrinker {

    private static final int MOST_TRIES = 300;

    private final Predicate<List<Step>> fails;
    private int tries;

    Shrinker(Predicate<List<Step>> fails) {
        this.fails = fails;
    }

    List<Step> shrink(List<Step> steps) {
        List<Step> left = steps;
        for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
            left = without(left, size);
        }
        return left;
    }

    private List<Step> without(List<Step> steps, int size) {
        List<Step> left = steps;
        int from = 0;
        while (from < left.size() && tries < MOST_TRIES) {
            List<Step> fewer = new ArrayList<>(left);
            fewer.subList(from, Math.min(left.size(), from + size)).clear();
            tries++;
            if (fails.test(fewer)) {
                left = fewer;
            } else {
                from += size;
            }
        }
        return left;
    }
}
