package dev.scheduler.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, one below the other; a column that is empty throughout is left out. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    void add(List<String> cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(column);
                if (width > 0) {
                    line.append("  ")
                            .append(row.get(column))
                            .append(" ".repeat(width - row.get(column).length()));
                }
            }
            text.append(System.lineSeparator()).append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
