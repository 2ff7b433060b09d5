package dev.scheduler.execution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NodeIdTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "a#b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void whatNoRowCanNameIsRefused(String value) {
        assertThatThrownBy(() -> new NodeId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 64 characters");
    }

    @Test
    void isMadeOfTheProcess() {
        assertThat(NodeId.ofThisProcess()).isNotEqualTo(NodeId.ofThisProcess());
        assertThat(new NodeId("node-1")).hasToString("node-1");
    }
}
