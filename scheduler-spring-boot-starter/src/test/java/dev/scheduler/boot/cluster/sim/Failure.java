package dev.scheduler.boot.cluster.sim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A seed that failed.
 *
 * @param steps those that were drawn
 * @param complaints what was wrong
 */
record Failure(long seed, List<Step> steps, List<String> complaints) {

    /** The seed with as few steps as still fail, what was wrong, and what each node did. */
    String explained(Misdeed misdeed) {
        List<Step> fewer = new Shrinker(some -> isSame(Seeds.play(seed, some, misdeed))).shrink(steps);
        try (Protocol protocol = Protocol.open();
                Crew crew = new Crew()) {
            List<String> still = new Simulation(seed, fewer, crew, misdeed, protocol).play();
            return "Seed " + seed + ": " + complaints.size() + " complaints after " + steps.size() + " steps, "
                    + still.size() + " after these " + fewer.size() + "\n" + lines(fewer) + "\n" + lines(still)
                    + "\nWhat the nodes did\n" + lines(protocol.lines());
        }
    }

    /** Whether it is the same sort of complaint, and not one that other steps bring about. */
    private boolean isSame(List<String> others) {
        return !others.isEmpty() && sort(others.get(0)).equals(sort(complaints.get(0)));
    }

    private static String sort(String complaint) {
        return complaint.substring(0, Math.min(12, complaint.length()));
    }

    private static String lines(List<?> some) {
        return some.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "Seed " + seed + ": " + lines(complaints);
    }
}
