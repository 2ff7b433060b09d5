package dev.scheduler.benchmarks.cluster;

import java.util.List;

/**
 * The size of one measurement.
 *
 * @param nodes how many JVMs
 * @param tasks how many tasks, each of which fires every second
 */
record Cell(int nodes, int tasks) {

    static final List<Cell> ALL = List.of(
            new Cell(1, 50),
            new Cell(2, 50),
            new Cell(4, 50),
            new Cell(1, 500),
            new Cell(2, 500),
            new Cell(4, 500),
            new Cell(1, 2_000),
            new Cell(2, 2_000),
            new Cell(4, 2_000));

    /** Reads {@code nodes x tasks}, such as {@code 2x500}. */
    static Cell parse(String text) {
        String[] parts = text.split("x", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is neither a contestant nor a cell: write nodes x tasks, such as 2x500, or one of "
                    + Contestant.NAMES);
        }
        return new Cell(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return nodes + "x" + tasks;
    }
}
