package dev.scheduler.boot.jdbc;

import org.jspecify.annotations.Nullable;

/** Text as every database takes it: cut to its column, without NUL and without halves of characters. */
final class StoredText {

    private static final char NUL_PICTURE = '␀';
    private static final char REPLACEMENT = '�';

    private StoredText() {}

    /** A text in at most so many UTF-16 units, its end cut off. */
    static @Nullable String of(@Nullable String text, int most) {
        if (text == null || (text.length() <= most && text.chars().allMatch(StoredText::isPlain))) {
            return text;
        }
        StringBuilder stored = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length(); ) {
            int character = storable(text.codePointAt(i));
            if (stored.length() + Character.charCount(character) > most - 1) {
                return stored.append('…').toString();
            }
            stored.appendCodePoint(character);
            i += Character.charCount(text.codePointAt(i));
        }
        return stored.toString();
    }

    private static boolean isPlain(int unit) {
        return unit != 0 && !Character.isSurrogate((char) unit);
    }

    private static int storable(int character) {
        if (character == 0) {
            return NUL_PICTURE;
        }
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return half ? REPLACEMENT : character;
    }
}
