package dev.scheduler.boot.properties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of a task or a group of tasks. Everything is text here, read by the same rules as the attributes of
 * {@link dev.scheduler.Task}, and what is not set leaves the layers below as they are.
 *
 * @param schedule A whole schedule in words or cron, such as "weekdays at 9" or "0 9 * * 1-5".
 * @param every An interval, such as "5 minutes".
 * @param cron A cron expression or macro; "-" switches the task off.
 * @param delay The time from the end of a run to the start of the next, such as "10 seconds".
 * @param at Local times of day ("17:00"; in YAML in quotes), or the minute of the hour (":17").
 * @param on Days of the week, the month or the year, such as "friday" or "last day".
 * @param from The local date that intervals are counted from, such as "2026-01-05".
 * @param between The local times of day outside which nothing is due, such as "22:00-06:00".
 * @param unlessBetween The local times of day inside which nothing is due, such as "22:00-06:00".
 * @param zone The time zone, such as "Europe/Paris".
 * @param exec A shell command; defines a task that has no bean.
 * @param group The group that the task is listed under and takes settings from.
 * @param enabled Whether the task runs by itself; where not, it is listed and runs by hand only.
 * @param description What the task does, for people.
 * @param onOneServer Whether one node of the cluster runs the task for all, each scheduled time at most once.
 * @param withoutOverlapping Whether the task never runs over itself in the whole cluster.
 * @param overlap What happens when the task is due while it still runs: skip, queue, replace or allow.
 * @param lease After how long a crash frees a task without overlapping, 5 seconds or more.
 * @param timeout How long one try may take, such as "5 minutes".
 * @param maxTries How often an execution is tried until it succeeds, the first time included.
 * @param backoff How long to wait between tries: "10s", or growing, "10s x2 max 5m".
 * @param deadline How late after its scheduled time an execution may still start or be tried again.
 * @param jitter The most by which a start is put off at random.
 * @param grace After how long a scheduled time that nobody accepted counts as missed.
 * @param missed What is done about missed scheduled times: skip, once or all.
 * @param missedWithin How old a missed scheduled time may be to be caught up on.
 * @param maxMissed The most executions that catch up at once where missed is all.
 * @param profiles A profile expression, such as "production {@literal &} !eu"; elsewhere the task is skipped.
 * @param when A SpEL expression; the task runs only where it is true.
 * @param skip A SpEL expression; the task is skipped where it is true.
 * @param evenWhenPaused Whether the task runs although the whole scheduler is paused.
 */
record TaskProperties(
        @Nullable String schedule,
        @Nullable String every,
        @Nullable String cron,
        @Nullable String delay,
        @Nullable List<Object> at,
        @Nullable List<Object> on,
        @Nullable String from,
        @Nullable List<Object> between,
        @Nullable List<Object> unlessBetween,
        @Nullable String zone,
        @Nullable String exec,
        @Nullable String group,
        @Nullable String enabled,
        @Nullable String description,
        @Nullable String onOneServer,
        @Nullable String withoutOverlapping,
        @Nullable String overlap,
        @Nullable String lease,
        @Nullable String timeout,
        @Nullable String maxTries,
        @Nullable String backoff,
        @Nullable String deadline,
        @Nullable String jitter,
        @Nullable String grace,
        @Nullable String missed,
        @Nullable String missedWithin,
        @Nullable String maxMissed,
        @Nullable String profiles,
        @Nullable String when,
        @Nullable String skip,
        @Nullable String evenWhenPaused) {

    /** The names of all properties, in camel case. */
    static final Set<String> NAMES = Arrays.stream(TaskProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** The texts that are set, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "schedule", schedule);
        put(texts, "every", every);
        put(texts, "cron", cron);
        put(texts, "delay", delay);
        put(texts, "at", at);
        put(texts, "on", on);
        put(texts, "from", from);
        put(texts, "between", between);
        put(texts, "unlessBetween", unlessBetween);
        put(texts, "zone", zone);
        put(texts, "exec", exec);
        put(texts, "group", group);
        put(texts, "enabled", enabled);
        put(texts, "description", description);
        put(texts, "onOneServer", onOneServer);
        put(texts, "withoutOverlapping", withoutOverlapping);
        put(texts, "overlap", overlap);
        put(texts, "lease", lease);
        put(texts, "timeout", timeout);
        put(texts, "maxTries", maxTries);
        put(texts, "backoff", backoff);
        put(texts, "deadline", deadline);
        put(texts, "jitter", jitter);
        put(texts, "grace", grace);
        put(texts, "missed", missed);
        put(texts, "missedWithin", missedWithin);
        put(texts, "maxMissed", maxMissed);
        put(texts, "profiles", profiles);
        put(texts, "when", when);
        put(texts, "skip", skip);
        put(texts, "evenWhenPaused", evenWhenPaused);
        return texts;
    }

    /**
     * The time of day that an unquoted one in YAML was: {@code at: 17:00} is read as the number 1020, in base 60. Null where
     * there is none.
     */
    @Nullable
    String unquotedTime() {
        return at == null
                ? null
                : at.stream()
                        .filter(Integer.class::isInstance)
                        .mapToInt(Integer.class::cast)
                        .filter(number -> number >= 60 && number < 1_440)
                        .mapToObj(number -> String.format(Locale.ROOT, "%02d:%02d", number / 60, number % 60))
                        .findFirst()
                        .orElse(null);
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    /** A list in one text, as annotations have it. */
    static String joined(List<Object> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void put(Map<String, String> texts, String name, @Nullable List<Object> parts) {
        put(texts, name, parts == null ? null : joined(parts));
    }
}
