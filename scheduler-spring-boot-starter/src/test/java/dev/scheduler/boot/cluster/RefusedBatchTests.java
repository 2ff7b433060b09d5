package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written behind, where the sink refuses some of it. */
class RefusedBatchTests {

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final HandThreads hands = new HandThreads();
    private Threads.@Nullable Step step;
    private int bad = -1;
    private boolean away;
    private final WriteBehind<Integer> queue = new WriteBehind<>("test", 1_000, this::write, threads());

    /** No thread: the test takes each step itself. */
    private Threads threads() {
        return (Threads) Proxy.newProxyInstance(
                Threads.class.getClassLoader(), new Class<?>[] {Threads.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("loop")) {
                        step = (Threads.Step) arguments[arguments.length - 1];
                        return hands.loop("test", true, Objects.requireNonNull(step));
                    }
                    return method.invoke(hands, arguments);
                });
    }

    private void write(List<Integer> batch) {
        sizes.add(batch.size());
        if (away || batch.contains(bad)) {
            throw new StoreException("too large", new IllegalStateException());
        }
        written.addAll(batch);
    }

    private void take(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            Objects.requireNonNull(step).take();
        }
    }

    @Test
    void oneValueThatIsAlwaysRefusedKeepsNoOtherOut() throws Exception {
        bad = 100;
        for (int value = 0; value < 600; value++) {
            queue.add(value);
        }
        take(80);

        assertThat(written).hasSize(599).doesNotContain(bad);
        bad = -1;
        hands.pass(WriteBehind.MOST_RETRY);
        take(2);
        assertThat(written).hasSize(600).contains(100);
    }

    private void addUntilLate() throws Exception {
        bad = 0;
        queue.add(bad);
        take(4);
        sizes.clear();
    }

    @Test
    void whatIsAlwaysRefusedStaysBehindWhatComesLater() throws Exception {
        addUntilLate();
        for (int value = 1; value < 100; value++) {
            queue.add(value);
            hands.pass(WriteBehind.MOST_RETRY);
            take(3);
        }

        assertThat(written).hasSize(99).isSorted();
        assertThat(sizes).as("each alone").containsOnly(1);
    }

    @Test
    void whatIsAlwaysRefusedIsTriedEverMoreRarely() throws Exception {
        addUntilLate();
        for (int second = 0; second < 600; second++) {
            hands.pass(WriteBehind.RETRY);
            take(3);
        }

        assertThat(sizes).hasSizeBetween(10, 20);
    }

    @Test
    void flushWaitsForNothingThatIsRefusedAgain() throws Exception {
        addUntilLate();
        queue.add(1);
        assertThat(flushed()).isFalse();
        assertThat(written).containsExactly(1);
        assertThat(sizes).as("each once").containsExactly(1, 1);
        bad = -1;
        assertThat(flushed()).isTrue();
    }

    /** The loop takes a step whenever the flush looks; fails where it looks a hundred times. */
    private boolean flushed() {
        AtomicInteger looks = new AtomicInteger(100);
        hands.meanwhile = () -> {
            assertThat(looks.decrementAndGet()).isPositive();
            take(1);
        };
        return queue.flush(Duration.ofHours(1));
    }

    @Test
    void whatIsRefusedKeepsNoOtherOutWhenItIsClosed() {
        bad = 0;
        for (int value = 0; value < 600; value++) {
            queue.add(value);
        }
        queue.close();

        assertThat(written).hasSize(599);
    }

    @Test
    void aStoreThatIsAwayIsGivenUpWhenItIsClosed() {
        away = true;
        for (int value = 0; value < 600; value++) {
            queue.add(value);
        }
        queue.close();

        assertThat(written).isEmpty();
        assertThat(sizes).hasSize(12);
    }

    @Test
    void whatFailedOnceIsAskedForWholeAgain() throws Exception {
        bad = 1;
        queue.add(1);
        queue.add(2);
        take(2);
        assertThat(sizes).containsExactly(2);
        bad = -1;
        take(2);

        assertThat(sizes).containsExactly(2, 2);
        assertThat(written).containsExactly(1, 2);
    }
}
