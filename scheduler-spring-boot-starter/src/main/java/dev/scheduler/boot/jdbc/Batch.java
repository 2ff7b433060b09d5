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

    /** The most rows that one statement carries. */
    static final int MOST = 256;

    /** The most text of its rows, unless one has more: of three bytes a unit at the most, below a megabyte in all. */
    static final int MOST_TEXT = 250_000;

    /** As few as there can be, each of which a server accepts: what a statement may weigh is limited, by MySQL above all. */
    static <T> List<Batch> of(List<Column> columns, Collection<T> values, Function<T, @Nullable Object[]> row) {
        List<Batch> batches = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        long text = 0;
        for (T value : values) {
            @Nullable Object[] next = row.apply(value);
            long more = text(next);
            if (rows.size() == MOST || (!rows.isEmpty() && text + more > MOST_TEXT)) {
                batches.add(new Batch(columns, rows));
                rows = new ArrayList<>();
                text = 0;
            }
            rows.add(next);
            text += more;
        }
        if (!rows.isEmpty()) {
            batches.add(new Batch(columns, rows));
        }
        return batches;
    }

    private static long text(@Nullable Object[] row) {
        long text = 0;
        for (Object value : row) {
            text += value instanceof String string ? string.length() : 0;
        }
        return text;
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
