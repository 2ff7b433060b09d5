package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.sim.Step.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws the steps of a seed. Each seed has some kinds of steps only, so that some seeds are calm but for one thing, and
 * others are wild.
 */
final class StepMaker {

    private static final int FIVE = 5;

    private final RandomGenerator random;
    private final Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
    private final List<Step> steps = new ArrayList<>();
    private final int nodes;
    private final long length;

    private StepMaker(RandomGenerator random) {
        this.random = random;
        this.nodes = 3 + random.nextInt(3);
        this.length = 20_000 + random.nextInt(100_000);
        for (Kind kind : Kind.values()) {
            if (random.nextInt(100) < chance(kind)) {
                weights.put(kind, weight(kind));
            }
        }
    }

    /** How often, in a hundred seeds, there is such a thing. */
    private static int chance(Kind kind) {
        return switch (kind) {
            case START, STOP -> 60;
            case DATABASE_CLOCK -> 15;
            case KILL, ROUGH -> 45;
            default -> 30;
        };
    }

    private static int weight(Kind kind) {
        return switch (kind) {
            case START -> 6;
            case STOP, KILL, PAUSE, RESUME, REGISTER -> 3;
            case DATABASE_CLOCK -> 1;
            default -> 2;
        };
    }

    static List<Step> draw(RandomGenerator random) {
        return new StepMaker(random).draw();
    }

    private List<Step> draw() {
        int first = 1 + random.nextInt(nodes);
        for (int node = 0; node < first; node++) {
            steps.add(new Step(random.nextInt(2_000), Kind.START, node, 0, variant(10)));
        }
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        int count = total == 0 ? 0 : 2 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            steps.add(step(kind(random.nextInt(total))));
        }
        return steps.stream().sorted().toList();
    }

    private Kind kind(int drawn) {
        int left = drawn;
        for (Map.Entry<Kind, Integer> each : weights.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException();
    }

    private Step step(Kind kind) {
        int task = random.nextInt(Tasks.count());
        boolean all = (kind == Kind.PAUSE || kind == Kind.RESUME) && random.nextInt(3) == 0;
        return new Step(
                2_000 + random.nextLong(length), kind, random.nextInt(nodes), all ? Step.ALL : task, amount(kind));
    }

    private long amount(Kind kind) {
        return switch (kind) {
            case START -> variant(40);
            case KILL_IN_CALL -> random.nextInt(60);
            case FREEZE, SLEEP, CUT_OFF -> upTo(40_000);
            case ROUGH, BUSY -> upTo(60_000);
            case NODE_CLOCK -> sign(upTo(7_200_000));
            case DATABASE_CLOCK -> sign(upTo(7_200_000));
            case PAUSE -> random.nextInt(4) == 0 ? upTo(20_000) : 0;
            case RESCHEDULE -> random.nextInt(2);
            default -> 0;
        };
    }

    /** All orders of magnitude alike. */
    private long upTo(long most) {
        double orders = Math.log(most / 100.0);
        return (long) (100 * Math.exp(random.nextDouble() * orders));
    }

    private long sign(long amount) {
        return random.nextBoolean() ? amount : -amount;
    }

    private long variant(int percent) {
        if (random.nextInt(100) >= percent) {
            return 0;
        }
        Variant.Kind kind = Variant.Kind.values()[1 + random.nextInt(3)];
        return new Variant(kind, random.nextInt(Tasks.count())).amount();
    }

    static int mostNodes() {
        return FIVE;
    }
}
