package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteBehindTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());

    private static WriteBehind<Integer> queue(int capacity, Consumer<List<Integer>> sink) {
        return new WriteBehind<>("test", capacity, sink, Threads.system());
    }

    @Test
    void writesInOrderAndInBatches() {
        AtomicInteger batches = new AtomicInteger();
        try (WriteBehind<Integer> queue = queue(10_000, batch -> {
            batches.incrementAndGet();
            written.addAll(batch);
        })) {
            IntStream.range(0, 5_000).forEach(queue::offer);
            assertThat(queue.flush(LONG)).isTrue();
        }

        assertThat(written).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
        assertThat(batches.get()).isLessThan(100);
    }

    @Test
    void slowSinkMakesNobodyWaitAndDropsAreCounted() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (WriteBehind<Integer> queue = queue(10, batch -> {
            stuck.countDown();
            await(free);
            written.addAll(batch);
        })) {
            queue.offer(0);
            stuck.await();
            IntStream.rangeClosed(1, 100).forEach(queue::offer);
            queue.add(101);
            assertThat(queue.dropped()).isEqualTo(90);
            assertThat(queue.flush(Duration.ofMillis(1))).isFalse();
            free.countDown();
            assertThat(queue.flush(LONG)).isTrue();
        }

        assertThat(written).hasSize(12).contains(101);
    }

    @Test
    void outageIsOutlivedAndNothingThatMustBeKeptIsLost() {
        AtomicInteger tries = new AtomicInteger();
        try (WriteBehind<Integer> queue = queue(1, batch -> {
            if (tries.incrementAndGet() == 1) {
                throw new StoreException("no database", new IllegalStateException());
            }
            written.addAll(batch);
        })) {
            queue.add(1);
            queue.add(2);
            assertThat(queue.flush(LONG)).isTrue();
        }

        assertThat(written).containsExactly(1, 2);
    }

    @Test
    void whatIsLeftIsWrittenWhenItIsClosed() {
        WriteBehind<Integer> queue = new WriteBehind<>("test", 10, written::addAll, new HandThreads());
        queue.add(1);
        queue.offer(2);
        queue.close();

        assertThat(written).containsExactly(1, 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
