package dev.scheduler.boot.properties;

import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.task.Faults;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders in properties. Spring Boot leaves one that nothing resolves as it stands. */
final class Placeholders {

    private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^${}:]+)}");

    private Placeholders() {}

    /**
     * Refuses what is left of them and takes those texts out; a timing is then switched off whole, so that nothing else is
     * said of it. A shell command may have variables that look the same.
     *
     * @param where the key above the texts' own
     */
    static void refuseUnresolved(String where, Map<String, String> texts, Faults faults) {
        boolean timed = true;
        for (Map.Entry<String, String> each : Map.copyOf(texts).entrySet()) {
            String name = each.getKey();
            Matcher left = UNRESOLVED.matcher(each.getValue());
            if (!name.equals("exec") && left.find()) {
                faults.fault(where + "." + PropertySpelling.kebab(name) + " = \"" + each.getValue() + "\": "
                        + problem(left.group(1)));
                texts.remove(name);
                timed &= TimingAttribute.of(name).isEmpty();
            }
        }
        if (!timed) {
            texts.keySet().removeIf(name -> TimingAttribute.of(name).isPresent());
            texts.put("cron", "-");
        }
    }

    /** @throws IllegalArgumentException if something is left of a placeholder in a text */
    static void refuseUnresolved(String text) {
        Matcher left = UNRESOLVED.matcher(text);
        if (left.find()) {
            throw new IllegalArgumentException(problem(left.group(1)));
        }
    }

    private static String problem(String property) {
        return "there is no property \"" + property + "\"; set it, or give a default after a colon, as in \"${"
                + property + ":default}\"";
    }
}
