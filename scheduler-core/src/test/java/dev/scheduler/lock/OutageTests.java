package dev.scheduler.lock;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

    private long nanos = 1_000_000_000;
    private final Outage outage = new Outage(() -> nanos);

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

        nanos += Duration.ofSeconds(11).toNanos();
        outage.failed("b", "b");
        assertThat(outage.isOn()).isTrue();
    }
}
