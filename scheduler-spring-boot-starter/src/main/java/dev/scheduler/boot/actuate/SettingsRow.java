package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.Backoff;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings that are set, under the names that they have in {@code @Task} and in properties. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsRow(
        @Nullable Boolean onOneServer,
        @Nullable Boolean withoutOverlapping,
        @Nullable String overlap,
        @Nullable Duration lease,
        @Nullable Duration timeout,
        @Nullable Integer maxTries,
        @Nullable Backoff backoff,
        @Nullable Duration deadline,
        @Nullable Duration jitter,
        @Nullable Duration grace,
        @Nullable String missed,
        @Nullable Duration missedWithin,
        @Nullable Integer maxMissed,
        @Nullable String profiles,
        @Nullable String when,
        @Nullable String skip,
        @Nullable Boolean evenWhenPaused) {

    private static final SettingsRow NONE = row(TaskSettings.UNSET);

    /** The row; null where nothing is set. */
    static @Nullable SettingsRow of(TaskSettings settings) {
        SettingsRow row = row(settings);
        return row.equals(NONE) ? null : row;
    }

    private static SettingsRow row(TaskSettings settings) {
        return new SettingsRow(
                settings.onOneServer(),
                settings.withoutOverlapping(),
                name(settings.overlap()),
                settings.lease(),
                settings.timeout(),
                settings.maxTries(),
                settings.backoff(),
                settings.deadline(),
                settings.jitter(),
                settings.grace(),
                name(settings.missed()),
                settings.missedWithin(),
                settings.maxMissed(),
                settings.profiles(),
                settings.when(),
                settings.skip(),
                settings.evenWhenPaused());
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }
}
