package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written behind, where the sink refuses some of it. */
class RefusedBatchTests {

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private Threads.@Nullable Step step;
    private int bad = -1;
    private final WriteBehind<Integer> queue = new WriteBehind<>("test", 1_000, this::write, threads());

    /** No thread: the test takes each step itself. */
    private Threads threads() {
        HandThreads hands = new HandThreads();
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
        if (batch.contains(bad)) {
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
        take(2);
        assertThat(written).hasSize(600).contains(100);
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
