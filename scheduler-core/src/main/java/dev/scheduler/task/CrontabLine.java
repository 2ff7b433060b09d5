package dev.scheduler.task;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a crontab: five cron fields or a macro, then a command.
 *
 * @param cron the fields or the macro
 * @param command the command, as a shell reads it
 */
public record CrontabLine(String cron, String command) {

    private static final Pattern FORM = Pattern.compile(
            "(?<cron>@every\\s+\\S+|@(?!every\\b)\\S+|(?:\\S+\\s+){4}\\S+)\\s+(?<command>\\S.*)", Pattern.DOTALL);

    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException if it has too few parts
     */
    public static CrontabLine parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected five cron fields or a macro, then a command, such as \"0 8 * * * bin/daily_update\"");
        }
        return new CrontabLine(parts.group("cron").replaceAll("\\s+", " "), parts.group("command"));
    }
}
