package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The rules of claims and overlap locks, which two nodes and a plain user of ShedLock keep on every store. */
abstract class LockRulesTests {

    private static final Logger log = LoggerFactory.getLogger(LockRulesTests.class);
    private static final Lease SHORT = new Lease(Lease.SHORTEST);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String name = "task-" + NAMES.incrementAndGet();
    private final AtomicInteger executions = new AtomicInteger();
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private LockProvider plain;
    private OverlapLocks one;
    private OverlapLocks two;

    /** A provider as a node of this name, or a plain user of ShedLock, would make it. */
    abstract LockProvider provider(String owner);

    /** The locks as a node's scheduler sees them. */
    abstract LockRows rows(String node);

    /** Somebody deletes what the store has of a lock. */
    abstract void delete(String lock);

    @BeforeEach
    void startNodes() {
        plain = provider("plain");
        one = OverlapLocks.start(rows("one"), Threads.system(), new Outage());
        two = OverlapLocks.start(rows("two"), Threads.system(), new Outage());
    }

    @AfterEach
    void stopNodes() {
        threads.shutdownNow();
        one.close();
        two.close();
    }

    @Test
    void nodesAndPlainUsersOfShedLockKeepEachOtherOut() {
        Hold hold = hold(one);
        assertThat(attempt(two).outcome()).isEqualTo(Attempt.Outcome.REFUSED);
        assertThat(lockPlainly(SHORT.length())).isEmpty();

        hold.release();
        SimpleLock lock = lockPlainly(SHORT.length()).orElseThrow();
        assertThat(attempt(one).outcome()).isEqualTo(Attempt.Outcome.REFUSED);
        assertThat(attempt(two).outcome()).isEqualTo(Attempt.Outcome.REFUSED);

        lock.unlock();
        hold(two).release();
        hold(one).release();
    }

    @Test
    void crashFreesWithinOneLeaseWhileALivingNodeKeepsItsLock() {
        Hold kept = take(one, name + "-kept");
        LockRows crashing = rows("three");
        LockRows.Key dead = new LockRows.Key(name, "three#1");
        long start = System.nanoTime();
        assertThat(crashing.take(dead, SHORT.length())).isNull();

        await().pollInterval(POLL).atMost(Duration.ofSeconds(15)).until(() -> {
            assertThat(attempt(two, name + "-kept").outcome()).isEqualTo(Attempt.Outcome.REFUSED);
            return attempt(two).outcome() == Attempt.Outcome.HELD;
        });
        Duration free = Duration.ofNanos(System.nanoTime() - start);
        log.info("{}: a crash freed the lock after {} ms", getClass().getSimpleName(), free.toMillis());

        assertThat(free).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(8));
        crashing.release(List.of(dead));
        assertThat(lockPlainly(SHORT.length())).isEmpty();
        assertThat(kept.isHeld()).isTrue();
        assertThat(losses).isEmpty();
    }

    @Test
    void staleUnlockAndExtensionOfAnotherProcessHitNobody() {
        Duration shortest = Duration.ofMillis(300);
        SimpleLock unlocking = lockPlainly(shortest).orElseThrow();
        Hold hold = awaitHold(one);

        unlocking.unlock();
        assertThat(attempt(two).outcome()).isEqualTo(Attempt.Outcome.REFUSED);

        hold.release();
        SimpleLock extending = lockPlainly(shortest).orElseThrow();
        Hold next = awaitHold(one);
        assertThat(extending.extend(Duration.ofHours(1), Duration.ZERO)).isEmpty();
        assertThat(next.isHeld()).isTrue();
        next.release();
        hold(two).release();
    }

    @Test
    void f25DeletedRowRefusesNoStart() {
        hold(one).release();
        delete(name);

        hold(one).release();
        hold(two).release();
    }

    @Test
    void holderIsToldThatItsRowWasDeletedAndTheTaskRunsAgain() throws InterruptedException {
        Hold hold = hold(one);
        delete(name);

        assertThat(losses.poll(4, TimeUnit.SECONDS)).contains("was taken away");
        assertThat(hold.isHeld()).isFalse();
        hold.release();
        hold(two).release();
    }

    @Test
    void eachScheduledTimeIsClaimedOnceByManyThreadsOfTwoNodes() throws Exception {
        List<OneServerClaims> nodes = List.of(claims("one"), claims("two"));
        Instant first = Instant.parse("2026-01-05T12:00:00Z");
        AtomicInteger claimed = new AtomicInteger();
        together(6, thread -> {
            for (int second = 0; second < 50; second++) {
                Claim claim = nodes.get(thread % 2).claim(name, first.plusSeconds(second));
                assertThat(claim.outcome()).as(claim.detail()).isNotEqualTo(Claim.Outcome.UNREACHABLE);
                claimed.addAndGet(claim.outcome() == Claim.Outcome.WON ? 1 : 0);
            }
        });

        assertThat(claimed).hasValue(50);
    }

    @Test
    void neverTwoHoldersInAFuzzOfThreadsNodesAndPlainUsers() throws Exception {
        List<AtomicInteger> holders = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        AtomicInteger held = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        together(8, thread -> {
            Random random = new Random(thread);
            while (System.nanoTime() - end < 0) {
                int which = random.nextInt(holders.size());
                Runnable release = taken(thread, name + "-" + which);
                if (release != null) {
                    assertThat(holders.get(which).incrementAndGet()).isEqualTo(1);
                    Thread.onSpinWait();
                    assertThat(holders.get(which).decrementAndGet()).isZero();
                    held.incrementAndGet();
                    release.run();
                }
            }
        });
        log.info("{}: {} holds in the fuzz, never two at once", getClass().getSimpleName(), held);

        assertThat(held.get()).isGreaterThan(50);
        assertThat(losses).isEmpty();
    }

    private @Nullable Runnable taken(int thread, String lock) {
        if (thread % 4 == 3) {
            return lockPlainly(lock, SHORT.length())
                    .map(got -> (Runnable) got::unlock)
                    .orElse(null);
        }
        Hold hold = attempt(thread % 2 == 0 ? one : two, lock).hold();
        return hold == null ? null : hold::release;
    }

    private Attempt attempt(OverlapLocks node) {
        return attempt(node, name);
    }

    private Attempt attempt(OverlapLocks node, String lock) {
        String owner = (node == one ? "one#" : "two#") + executions.incrementAndGet();
        return node.acquire(lock, owner, SHORT, losses::add);
    }

    private Hold hold(OverlapLocks node) {
        return take(node, name);
    }

    private Hold take(OverlapLocks node, String lock) {
        Attempt attempt = attempt(node, lock);
        return Objects.requireNonNull(attempt.hold(), attempt.toString());
    }

    private Hold awaitHold(OverlapLocks node) {
        AtomicReference<@Nullable Hold> hold = new AtomicReference<>();
        await().pollInterval(POLL).until(() -> {
            hold.set(attempt(node).hold());
            return hold.get() != null;
        });
        return Objects.requireNonNull(hold.get());
    }

    private Optional<SimpleLock> lockPlainly(Duration atMost) {
        return lockPlainly(name, atMost);
    }

    private Optional<SimpleLock> lockPlainly(String lock, Duration atMost) {
        return plain.lock(new LockConfiguration(ClockProvider.now(), lock, atMost, Duration.ZERO));
    }

    private OneServerClaims claims(String owner) {
        return new OneServerClaims(provider(owner), ClockProvider::now, Threads.system(), new Outage());
    }

    private void together(int count, IntConsumer work) throws ExecutionException, InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < count; thread++) {
            int number = thread;
            all.add(threads.submit(() -> work.accept(number)));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }
}
