package dev.scheduler.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, by edit distance (swapped neighbours count as one edit). Case doesn't matter. */
public final class Nearest {

    private Nearest() {}

    /**
     * The known word nearest to a given one.
     *
     * @return empty if none is near: within a third of the longer word's length, at least one edit and at
     *     most three, so that long names that share an ending are not taken for each other
     */
    public static Optional<String> to(String given, Collection<String> known) {
        String folded = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(folded, word.toLowerCase(Locale.ROOT)) <= allowed(folded, word))
                .min(Comparator.<String>comparingInt(word -> distance(folded, word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a fault message: {@code , did you mean "minutes"?}, or nothing where no known word is near. */
    public static String hint(String given, Collection<String> known) {
        return to(given, known).map(word -> ", did you mean \"" + word + "\"?").orElse("");
    }

    private static int allowed(String given, String word) {
        return Math.max(1, Math.min(3, Math.max(given.length(), word.length()) / 3));
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int fewest(int[][] edits, String a, String b, int i, int j) {
        int substitution = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(substitution, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
