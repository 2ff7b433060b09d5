package dev.scheduler.boot.cluster;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The nodes' signs of life. */
abstract class NodeContract extends StoreContract {

    private final NodeRows nodes;

    NodeContract(StoreUnderTest store) {
        super(store);
        this.nodes = store.nodes();
    }

    @Test
    void beatsAreCounted() {
        assertThat(nodes.all()).isEmpty();
        assertThat(nodes.beat("one", MINUTE)).isEqualTo(1);
        assertThat(nodes.beat("two", MINUTE)).isEqualTo(1);
        assertThat(nodes.beat("one", HOUR)).isEqualTo(2);
        assertThat(nodes.all()).containsExactlyInAnyOrder(new NodeBeat("one", 2, HOUR), new NodeBeat("two", 1, MINUTE));
    }

    @Test
    void nodeThatBeatsAfterAllIsNotStruckOff() {
        nodes.beat("slow", MINUTE);
        NodeBeat seen = nodes.all().get(0);
        nodes.beat("slow", MINUTE);

        assertThat(nodes.strike(seen)).isFalse();
        assertThat(nodes.strike(nodes.all().get(0))).isTrue();
        assertThat(nodes.all()).isEmpty();
        assertThat(nodes.beat("slow", MINUTE)).as("is told").isEqualTo(1);
    }

    @Test
    void nodeLeaves() {
        nodes.beat("one", MINUTE);
        nodes.beat("two", MINUTE);
        nodes.leave("one");

        assertThat(nodes.all()).extracting(NodeBeat::node).containsExactly("two");
    }

    @Test
    void clockIsTheStoresOwn() {
        step(Duration.ofDays(1));
        assertThat(nodes.now()).isBetween(at(86_400), at(86_460));
        step(Duration.ofDays(-2));
        assertThat(nodes.now()).isBetween(at(-86_400), at(-86_340));
    }
}
