package dev.scheduler.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, printed as CSV while they come and as a table in Markdown at the end. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... columns) {
        add(columns);
    }

    void add(String... row) {
        rows.add(List.of(row));
        System.out.println(String.join(",", row));
    }

    void print() {
        System.out.println();
        for (int i = 0; i < rows.size(); i++) {
            System.out.println(line(rows.get(i), " "));
            if (i == 0) {
                System.out.println(line(rows.get(0).stream().map(column -> "").toList(), "-"));
            }
        }
    }

    private String line(List<String> row, String filler) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            line.append(filler)
                    .append(row.get(i))
                    .append(filler.repeat(width - row.get(i).length()))
                    .append(filler)
                    .append('|');
        }
        return line.toString();
    }
}
