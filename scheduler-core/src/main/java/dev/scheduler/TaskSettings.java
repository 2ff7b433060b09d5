package dev.scheduler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of a task besides its timing and its body. A null field is unset, so that layers can be laid
 * over each other: the defaults lowest, then the group, then the annotation or the fluent definition, then the properties,
 * then what was changed at run time.
 *
 * @param enabled whether the task runs by itself; default true
 * @param description what it does, for people
 * @param onOneServer whether one node of the cluster runs it for all, each scheduled time at most once; default false
 * @param withoutOverlapping whether it never runs over itself in the whole cluster; default false, which is on each node
 * @param overlap what happens when it is due while it still runs; default {@link Overlap#SKIP}
 * @param lease how long the lock of a task that runs without overlapping, or on one server, outlives a crash,
 *     {@link #SHORTEST_LEASE} or more; default one minute
 * @param timeout how long one try may take; default none
 * @param maxTries how often an execution is tried until it succeeds; default 1
 * @param backoff how long to wait between tries; default not at all
 * @param deadline how late an execution may start or be tried again; default no limit
 * @param jitter the most by which a start is put off at random, no longer than the deadline or the smallest distance of its
 *     times; default not at all
 * @param grace after how long a scheduled time that nobody accepted counts as missed; default one minute
 * @param missed what is done about missed scheduled times; default {@link Missed#SKIP}
 * @param missedWithin how old a missed scheduled time may be to be caught up on; default 24 hours
 * @param maxMissed the most executions that catch up under {@link Missed#ALL}; default 10
 * @param profiles a profile expression
 * @param when a condition that must hold
 * @param skip a condition that must not hold
 * @param evenWhenPaused whether it runs although the whole scheduler is paused; default false
 */
public record TaskSettings(
        @Nullable Boolean enabled,
        @Nullable String description,
        @Nullable Boolean onOneServer,
        @Nullable Boolean withoutOverlapping,
        @Nullable Overlap overlap,
        @Nullable Duration lease,
        @Nullable Duration timeout,
        @Nullable Integer maxTries,
        @Nullable Backoff backoff,
        @Nullable Duration deadline,
        @Nullable Duration jitter,
        @Nullable Duration grace,
        @Nullable Missed missed,
        @Nullable Duration missedWithin,
        @Nullable Integer maxMissed,
        @Nullable String profiles,
        @Nullable String when,
        @Nullable String skip,
        @Nullable Boolean evenWhenPaused) {

    /** Nothing set. */
    public static final TaskSettings UNSET = builder().build();

    /** The shortest {@link #lease()}: anything shorter would be lost to one slow answer of the store. */
    public static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    /** The longest time that a setting may name, a hundred years: it can be added to any scheduled time. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** A length of time, or {@link #LONGEST} where it is longer. */
    public static Duration bounded(Duration length) {
        return length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    /** These settings where they are set, the lower layer's elsewhere. */
    public TaskSettings over(TaskSettings lower) {
        return new TaskSettings(
                first(enabled, lower.enabled),
                first(description, lower.description),
                first(onOneServer, lower.onOneServer),
                first(withoutOverlapping, lower.withoutOverlapping),
                first(overlap, lower.overlap),
                first(lease, lower.lease),
                first(timeout, lower.timeout),
                first(maxTries, lower.maxTries),
                first(backoff, lower.backoff),
                first(deadline, lower.deadline),
                first(jitter, lower.jitter),
                first(grace, lower.grace),
                first(missed, lower.missed),
                first(missedWithin, lower.missedWithin),
                first(maxMissed, lower.maxMissed),
                first(profiles, lower.profiles),
                first(when, lower.when),
                first(skip, lower.skip),
                first(evenWhenPaused, lower.evenWhenPaused));
    }

    private static <T> @Nullable T first(@Nullable T upper, @Nullable T lower) {
        return upper != null ? upper : lower;
    }

    /** Settings to be filled in. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fills in settings; what is not said stays unset. The fields are those of {@link TaskSettings}. */
    public static final class Builder {

        private @Nullable Boolean enabled;
        private @Nullable String description;
        private @Nullable Boolean onOneServer;
        private @Nullable Boolean withoutOverlapping;
        private @Nullable Overlap overlap;
        private @Nullable Duration lease;
        private @Nullable Duration timeout;
        private @Nullable Integer maxTries;
        private @Nullable Backoff backoff;
        private @Nullable Duration deadline;
        private @Nullable Duration jitter;
        private @Nullable Duration grace;
        private @Nullable Missed missed;
        private @Nullable Duration missedWithin;
        private @Nullable Integer maxMissed;
        private @Nullable String profiles;
        private @Nullable String when;
        private @Nullable String skip;
        private @Nullable Boolean evenWhenPaused;

        private Builder() {}

        public Builder enabled(Boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        public Builder description(String description) {
            this.description = description;
            return this;
        }

        public Builder onOneServer(Boolean onOneServer) {
            this.onOneServer = onOneServer;
            return this;
        }

        public Builder withoutOverlapping(Boolean withoutOverlapping) {
            this.withoutOverlapping = withoutOverlapping;
            return this;
        }

        public Builder overlap(Overlap overlap) {
            this.overlap = overlap;
            return this;
        }

        public Builder lease(Duration lease) {
            this.lease = lease;
            return this;
        }

        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        public Builder maxTries(Integer maxTries) {
            this.maxTries = maxTries;
            return this;
        }

        public Builder backoff(Backoff backoff) {
            this.backoff = backoff;
            return this;
        }

        public Builder deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        public Builder jitter(Duration jitter) {
            this.jitter = jitter;
            return this;
        }

        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        public Builder missed(Missed missed) {
            this.missed = missed;
            return this;
        }

        public Builder missedWithin(Duration missedWithin) {
            this.missedWithin = missedWithin;
            return this;
        }

        public Builder maxMissed(Integer maxMissed) {
            this.maxMissed = maxMissed;
            return this;
        }

        public Builder profiles(String profiles) {
            this.profiles = profiles;
            return this;
        }

        public Builder when(String when) {
            this.when = when;
            return this;
        }

        public Builder skip(String skip) {
            this.skip = skip;
            return this;
        }

        public Builder evenWhenPaused(Boolean evenWhenPaused) {
            this.evenWhenPaused = evenWhenPaused;
            return this;
        }

        /** The settings. */
        public TaskSettings build() {
            return new TaskSettings(
                    enabled,
                    description,
                    onOneServer,
                    withoutOverlapping,
                    overlap,
                    lease,
                    timeout,
                    maxTries,
                    backoff,
                    deadline,
                    jitter,
                    grace,
                    missed,
                    missedWithin,
                    maxMissed,
                    profiles,
                    when,
                    skip,
                    evenWhenPaused);
        }
    }
}
