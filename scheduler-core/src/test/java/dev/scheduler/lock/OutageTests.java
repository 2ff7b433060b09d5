package dev.scheduler.lock;

import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

    private final HandThreads threads = new HandThreads(LockRig.START);
    private final Outage outage = new Outage(threads);

    @Test
    void lastsUntilAllThatGotNoAnswerHaveOneOrAskNoMore() {
        outage.failed("a", "a");
        outage.failed("b", "b");
        outage.failed("c", "c");
        outage.over("a");
        outage.over("b");
        assertThat(outage.isOn()).isTrue();

        outage.forget("c");
        assertThat(outage.isOn()).isFalse();
    }

    @Test
    void whatItBrokeAndIsFoundOutAfterwardsIsNoNewOne() {
        outage.failed("a", "a");
        outage.over("a");
        outage.failed("b", "b");
        assertThat(outage.isOn()).isFalse();

        threads.freeze(Duration.ofSeconds(11));
        outage.failed("b", "b");
        assertThat(outage.isOn()).isTrue();
    }
}
