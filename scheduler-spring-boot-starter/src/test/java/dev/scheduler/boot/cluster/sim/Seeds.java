package dev.scheduler.boot.cluster.sim;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Plays one seed after another, on each core.
 *
 * <p>{@code java … dev.scheduler.boot.cluster.sim.Seeds <first> <count> [most failures]} plays as many as are wanted.
 */
final class Seeds {

    private static final int CREW_OF = 500;
    private static final int TOLD = 1_000;

    private final long first;
    private final long count;
    private final int mostFailures;
    private final Misdeed misdeed;
    private final AtomicLong next = new AtomicLong();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean tells;

    Seeds(long first, long count, int mostFailures, Misdeed misdeed) {
        this.first = first;
        this.count = count;
        this.mostFailures = mostFailures;
        this.misdeed = misdeed;
    }

    /** Plays them; those that failed. */
    List<Failure> play() {
        Protocol.silence();
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(number -> new Thread(this::playSome, "seeds-" + number))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(Seeds::join);
        return List.copyOf(failures);
    }

    /** How many were played. */
    long played() {
        return Math.min(count, next.get());
    }

    private void playSome() {
        Crew crew = new Crew();
        for (long index = next.getAndIncrement(); goesOn(index); index = next.getAndIncrement()) {
            long seed = first + index;
            List<Step> steps = Simulation.stepsOf(seed);
            List<String> complaints = new Simulation(seed, steps, crew, misdeed, null).play();
            if (!complaints.isEmpty()) {
                fails(new Failure(seed, steps, complaints));
            }
            if (tells && index % TOLD == 0) {
                System.out.println(index + " seeds, " + failures.size() + " failures");
            }
            if (!complaints.isEmpty() || index % CREW_OF == 0) {
                crew.close();
                crew = new Crew();
            }
        }
        crew.close();
    }

    private void fails(Failure failure) {
        failures.add(failure);
        if (tells) {
            System.out.println(failure);
        }
    }

    private boolean goesOn(long index) {
        return index < count && failures.size() < mostFailures;
    }

    /** Plays one seed with steps of its own. */
    static List<String> play(long seed, List<Step> steps, Misdeed misdeed) {
        try (Crew crew = new Crew()) {
            return new Simulation(seed, steps, crew, misdeed, null).play();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first seed, how many, and after how many failures to stop. */
    public static void main(String[] args) {
        int most = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        Seeds seeds = new Seeds(Long.parseLong(args[0]), Long.parseLong(args[1]), most, Misdeed.NONE);
        seeds.tells = true;
        long begun = System.nanoTime();
        List<Failure> failures = seeds.play();
        if (!failures.isEmpty() && most == 1) {
            System.out.println(failures.get(0).explained(Misdeed.NONE));
        }
        System.out.println(seeds.played() + " seeds, " + failures.size() + " failures, "
                + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
