package dev.scheduler.task;

import dev.scheduler.schedule.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a task's name: which ones are valid, which ones clash, which one a task has that was given none, and which
 * one is meant by a name that somebody typed.
 */
public final class TaskNames {

    /** The most characters that a name may have; a lock's name is made of it, and those have 64. */
    public static final int MAX_LENGTH = 55;

    private static final Set<String> SAY_NOTHING = Set.of("run", "execute", "handle", "call");

    private TaskNames() {}

    /**
     * The name of a bean's task that was given none.
     *
     * @param bean the bean as {@link #bean} calls it
     * @param method the method; null, or one that says nothing ({@code run}, {@code execute}, {@code handle},
     *     {@code call}), for the bean alone
     */
    public static String of(String bean, @Nullable String method) {
        return method == null || SAY_NOTHING.contains(method) ? kebab(bean) : kebab(bean) + "." + kebab(method);
    }

    /** What a bean is called in its tasks' names: its name where that is an identifier, else its class's simple name. */
    public static String bean(String beanName, Class<?> type) {
        if (isIdentifier(beanName)) {
            return beanName;
        }
        String simple = type.getSimpleName();
        return simple.isEmpty() ? type.getName().substring(type.getPackageName().length() + 1) : simple;
    }

    private static boolean isIdentifier(String name) {
        for (int i = 1; i < name.length(); i++) {
            if (!Character.isJavaIdentifierPart(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    }

    /** What two names must differ in: the letters and digits, in lower case. */
    public static String canonical(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                kept.append(name.charAt(i));
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The name that is meant: the same one, one that differs only in case or punctuation, or the only one that ends in a
     * dot and the given text.
     */
    public static Optional<String> find(String text, Collection<String> names) {
        String wanted = canonical(text);
        List<String> same =
                names.stream().filter(name -> canonical(name).equals(wanted)).toList();
        List<String> found = same.isEmpty()
                ? names.stream().filter(name -> endsWith(name, wanted)).toList()
                : same;
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The name that somebody who typed this may have meant, its last part being enough; null where none is near. */
    public static @Nullable String nearest(String text, Collection<String> names) {
        Map<String, String> byText = new LinkedHashMap<>();
        names.forEach(name -> byText.putIfAbsent(canonical(lastPart(name)), name));
        names.forEach(name -> byText.put(canonical(name), name));
        return Nearest.to(canonical(text), byText.keySet()).map(byText::get).orElse(null);
    }

    /** What is wrong with a name and what would be valid; empty where nothing is. */
    public static Optional<String> problem(String name) {
        if (canonical(name).isEmpty()) {
            return Optional.of("a name needs at least one letter or digit");
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return Optional.of("a name has letters (a to z), digits, \"-\", \"_\" and \".\" only, not \""
                        + Character.toString(name.codePointAt(i)) + "\"" + hint(kebab(name)));
            }
        }
        return name.length() <= MAX_LENGTH
                ? Optional.empty()
                : Optional.of("a name has at most " + MAX_LENGTH + " characters, this one has " + name.length());
    }

    private static String hint(String name) {
        return problem(name).isEmpty() ? "; did you mean \"" + name + "\"?" : "";
    }

    private static boolean endsWith(String name, String wanted) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (canonical(name.substring(dot + 1)).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Words in lower case with dashes between them, the dots left as they are; none at the ends. */
    private static String kebab(String name) {
        StringBuilder words = new StringBuilder(name.length() + 8);
        boolean apart = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isWordOrDot(c)) {
                if (!words.isEmpty() && (apart || beginsWord(name, i))) {
                    words.append('-');
                }
                words.append(c);
            }
            apart = !isWordOrDot(c);
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    /** A capital after a small letter or a digit ({@code sync|Records}), or before a small letter ({@code URL|List}). */
    private static boolean beginsWord(String name, int i) {
        if (i == 0 || !isCapital(name.charAt(i))) {
            return false;
        }
        char before = name.charAt(i - 1);
        return isSmall(before)
                || isDigit(before)
                || (isCapital(before) && i + 1 < name.length() && isSmall(name.charAt(i + 1)));
    }

    private static boolean isAllowed(char c) {
        return isWordOrDot(c) || c == '-' || c == '_';
    }

    private static boolean isWordOrDot(char c) {
        return isSmall(c) || isCapital(c) || isDigit(c) || c == '.';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
