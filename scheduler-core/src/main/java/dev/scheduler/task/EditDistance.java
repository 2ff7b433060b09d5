package dev.scheduler.task;

/** How many typing mistakes (a letter too many, too few, another one, or two swapped) lie between two words. */
final class EditDistance {

    private EditDistance() {}

    /** How many mistakes are believable in a word: one in three letters, at least one, at most three. */
    static int tolerated(String word) {
        return Math.max(1, Math.min(3, word.length() / 3));
    }

    static int between(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] reused = beforeLast;
            beforeLast = last;
            last = row;
            row = reused;
            fill(row, last, beforeLast, a, b, i);
        }
        return row[b.length()];
    }

    private static void fill(int[] row, int[] last, int[] beforeLast, String a, String b, int i) {
        row[0] = i;
        for (int j = 1; j <= b.length(); j++) {
            int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
            if (isSwap(a, b, i, j)) {
                row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
        }
    }

    private static boolean isSwap(String a, String b, int i, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
