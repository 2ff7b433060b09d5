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
        List<Step> fewer = new Shrinker(some -> !Seeds.play(seed, some, misdeed).isEmpty()).shrink(steps);
        try (Protocol protocol = Protocol.open();
                Crew crew = new Crew()) {
            List<String> still = new Simulation(seed, fewer, crew, misdeed, protocol).play();
            return "Seed " + seed + ": " + complaints.size() + " complaints after " + steps.size() + " steps, "
                    + still.size() + " after these " + fewer.size() + "\n" + lines(fewer) + "\n" + lines(still)
                    + "\nWhat the nodes did\n" + lines(protocol.lines());
        }
    }

    private static String lines(List<?> some) {
        return some.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "Seed " + seed + ": " + lines(complaints);
    }
}
