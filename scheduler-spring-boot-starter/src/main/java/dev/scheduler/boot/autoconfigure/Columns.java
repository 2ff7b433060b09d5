package dev.scheduler.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, one below the other; a column that is empty throughout is left out. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    void add(List<String> cells) {
        rows.add(cells);
        for (int column = 0; column < cells.size(); column++) {
            int width = cells.get(column).length();
            if (column == widths.size()) {
                widths.add(width);
            } else {
                widths.set(column, Math.max(width, widths.get(column)));
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = widths.get(column);
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
}
