package dev.scheduler.cluster;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What is done to the nodes of a cluster, and what is expected of them. */
final class Scenario {

    private static final int MOST_TRIES = 4;

    private Scenario() {}

    /**
     * Plays a scenario on a cluster of its own. It is played again where something did not happen in time while the machine
     * stood still; but nothing excuses accounts that do not balance.
     *
     * @param name its name for people
     * @param tasks what its nodes run, if nothing else is said
     */
    static void play(String name, List<Tasks> tasks, Consumer<Cluster> script) {
        for (int left = MOST_TRIES; left > 0; left--) {
            Duration before = Machine.stoodStill();
            try (Cluster cluster = new Cluster(name, tasks)) {
                script.accept(cluster);
                return;
            } catch (UnbalancedError unbalanced) {
                throw unbalanced;
            } catch (AssertionError late) {
                Duration still = Machine.stoodStill().minus(before);
                if (still.isZero() || left == 1) {
                    throw late;
                }
                System.out.println(name + ": the machine stood still for " + still.toMillis() + " ms; once more");
            }
        }
    }
}
