package dev.scheduler.boot.jdbc;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchTests {

    private static final List<Column> TEXT = List.of(Column.text("output"));

    private static List<Integer> sizes(int rows, int length) {
        return Batch.of(TEXT, Collections.nCopies(rows, "x".repeat(length)), text -> new Object[] {text}).stream()
                .map(batch -> batch.rows().size())
                .toList();
    }

    @Test
    void manyRowsAreSentInPartsAndLongOnesInSmallerParts() {
        assertThat(sizes(0, 1)).isEmpty();
        assertThat(sizes(300, 10)).containsExactly(256, 44);
        assertThat(sizes(25, 20_000)).containsExactly(12, 12, 1);
        assertThat(sizes(2, 300_000)).as("each is alone").containsExactly(1, 1);
    }
}
