package dev.scheduler.boot.jdbc;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column that rows are written to.
 *
 * @param name its name in the table
 * @param kind what it holds
 */
record Column(String name, Kind kind) {

    /** What a column holds, as far as a parameter's type matters. */
    enum Kind {
        TEXT,
        TIME,
        NUMBER
    }

    /** The names of columns, each behind a prefix. */
    static String names(String prefix, List<Column> columns) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column time(String name) {
        return new Column(name, Kind.TIME);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }
}
