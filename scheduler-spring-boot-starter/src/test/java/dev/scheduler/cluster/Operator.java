package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Somebody who pauses, overrides and removes tasks of his own, on one node or another, and takes it back on another. */
final class Operator implements Callable<List<Operator.Act>> {

    private static final int SECOND = 1_000;

    /** So long before or after a full second is close to a scheduled time. */
    private static final int CLOSE = 60;

    /** How long nodes take to agree that nobody has a task any more, and something over. */
    private static final int FORSAKEN = 4_000;

    private final List<Node> nodes;
    private final List<String> tasks;
    private final int least;
    private final Random random;
    private final List<Act> acts = new ArrayList<>();

    /** @param least he goes on until he has done so much */
    Operator(List<Node> nodes, List<String> tasks, int least, long seed) {
        this.nodes = List.copyOf(nodes);
        this.tasks = List.copyOf(tasks);
        this.least = least;
        this.random = new Random(seed);
    }

    /** Something that was done; it came to pass between the two instants. */
    record Act(String verb, String task, Instant asked, Instant answered) {

        /** Whether it came to pass at an instant or so long before or after it. */
        boolean isWithin(Duration length, Instant time) {
            return !time.isBefore(asked.minus(length)) && !time.isAfter(answered.plus(length));
        }
    }

    @Override
    public List<Act> call() {
        for (int round = 0; acts.size() < least; round++) {
            String task = tasks.get(round % tasks.size());
            switch (round % 4) {
                case 0 -> thereAndBack(task, "pause", "resume", 6 * SECOND);
                case 1 -> thereAndBack(task, "reschedule", "reset", 4 * SECOND);
                case 2 -> removeFrom(List.of(anyNode()), task, random.nextInt(2 * SECOND));
                default -> removeFrom(nodes, task, random.nextBoolean() ? FORSAKEN : random.nextInt(SECOND));
            }
        }
        return acts;
    }

    private void thereAndBack(String task, String there, String back, int mostMillis) {
        act(anyNode(), there, task);
        pass(random.nextInt(mostMillis));
        act(anyNode(), back, task);
    }

    private void removeFrom(List<Node> some, String task, int millis) {
        some.forEach(node -> act(node, "remove", task));
        pass(millis);
        some.forEach(node -> act(node, "register", task));
    }

    private Node anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /** Every other time close to a scheduled time. */
    private void act(Node node, String verb, String task) {
        if (random.nextBoolean()) {
            long now = Instant.now().toEpochMilli();
            long next = (now / SECOND + 1) * SECOND - CLOSE + random.nextInt(2 * CLOSE);
            pass((int) (next - now));
        }
        Instant asked = Instant.now();
        node.order(verb + " " + task + (verb.equals("reschedule") ? " every 3 seconds" : ""));
        acts.add(new Act(verb, task, asked, Instant.now()));
    }

    private static void pass(int millis) {
        Await.pass(Duration.ofMillis(millis));
    }
}
