package dev.scheduler.boot.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of many rows, which one statement sends to the database.
 *
 * @param columns what each row consists of
 * @param rows values in the order of the columns: text, {@code LocalDateTime} or numbers
 */
record Batch(List<Column> columns, List<@Nullable Object[]> rows) {

    /** The most rows that one statement carries; with the longest outputs they stay far below what a server accepts. */
    static final int MOST = 256;

    static <T> List<Batch> of(List<Column> columns, Collection<T> values, Function<T, @Nullable Object[]> row) {
        List<Batch> batches = new ArrayList<>();
        for (List<T> chunk : chunks(List.copyOf(values))) {
            batches.add(new Batch(columns, chunk.stream().map(row).toList()));
        }
        return batches;
    }

    static <T> List<List<T>> chunks(List<T> values) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < values.size(); from += MOST) {
            chunks.add(values.subList(from, Math.min(values.size(), from + MOST)));
        }
        return chunks;
    }

    /** The values of one column, a row each. */
    @Nullable
    Object[] values(int column) {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.get(row)[column];
        }
        return values;
    }

    /** The columns' names, each behind a prefix. */
    String names(String prefix) {
        return Column.names(prefix, columns);
    }
}
