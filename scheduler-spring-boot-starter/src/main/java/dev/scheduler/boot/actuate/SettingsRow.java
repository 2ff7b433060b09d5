package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.Backoff;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings that are set, under the names that they have in {@code @Task} and in properties. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsRow(
        @Nullable String overlap,
        @Nullable Duration timeout,
        @Nullable Integer maxTries,
        @Nullable Backoff backoff,
        @Nullable Duration deadline,
        @Nullable Duration jitter,
        @Nullable Duration grace,
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
                settings.overlap() == null ? null : settings.overlap().name(),
                settings.timeout(),
                settings.maxTries(),
                settings.backoff(),
                settings.deadline(),
                settings.jitter(),
                settings.grace(),
                settings.profiles(),
                settings.when(),
                settings.skip(),
                settings.evenWhenPaused());
    }
}
