package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.boot.properties.SchedulerProperties;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OneServerClaims;
import dev.scheduler.task.Faults;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Holds what tasks ask of a cluster against what is there to keep it. Where nothing runs by itself, nothing is asked. */
final class LockCheck implements TaskCheck {

    private static final int MOST_NAMES = 10;
    private static final String IN_MEMORY = "net.javacrumbs.shedlock.provider.inmemory.";

    private final SchedulerProperties properties;
    private final ObjectProvider<LockSource> locks;
    private final ObjectProvider<JdbcTraits> database;
    private final ObjectProvider<ClaimStore> claims;
    private final StoreBeans beans;

    LockCheck(
            SchedulerProperties properties,
            ObjectProvider<LockSource> locks,
            ObjectProvider<JdbcTraits> database,
            ObjectProvider<ClaimStore> claims,
            StoreBeans beans) {
        this.properties = properties;
        this.locks = locks;
        this.database = database;
        this.claims = claims;
        this.beans = beans;
    }

    @Override
    public void check(List<TaskDefinition> tasks, Faults faults) {
        String oneServer = names(tasks, TaskSettings::onOneServer);
        String withoutOverlapping = names(tasks, TaskSettings::withoutOverlapping);
        if (!properties.enabled()) {
            return;
        }
        if (!oneServer.isEmpty()) {
            tell(unsharedClaims(), "every node runs what is meant for one server (" + oneServer + ")", faults);
        }
        if (!withoutOverlapping.isEmpty()) {
            tell(
                    unsharedLocks(),
                    "nodes run at the same time what must not overlap (" + withoutOverlapping + ")",
                    faults);
            checkExtension(withoutOverlapping, faults);
        }
        if (!oneServer.isEmpty() || !withoutOverlapping.isEmpty()) {
            checkPool(faults);
        }
    }

    private void tell(@Nullable String unshared, String effect, Faults faults) {
        if (unshared == null) {
            return;
        }
        if (properties.lock().requireShared()) {
            faults.fault("scheduler.lock.require-shared = \"true\": nodes share no locks, as " + unshared + "; so "
                    + effect);
        } else {
            faults.warn("Nodes share no locks, as " + unshared + "; so " + effect);
        }
    }

    /** Why claims are not shared; null if they are. Without locks there are none. */
    private @Nullable String unsharedClaims() {
        ClaimStore store = claims.getIfAvailable();
        return locks.getIfAvailable() == null || store instanceof OneServerClaims ? unsharedLocks() : embedded();
    }

    /** Why locks are not shared; null if they are. */
    private @Nullable String unsharedLocks() {
        LockSource source = locks.getIfAvailable();
        if (source == null) {
            return beans.whyNone();
        }
        String type = source.provider().getClass().getName();
        if (type.startsWith(IN_MEMORY)) {
            return "the LockProvider keeps them in memory";
        }
        return source.isOurs() ? embedded() : null;
    }

    private @Nullable String embedded() {
        JdbcTraits traits = database.getIfAvailable();
        return traits != null && traits.isEmbedded() ? "the database is embedded, and each node has its own" : null;
    }

    private void checkExtension(String tasks, Faults faults) {
        LockSource source = locks.getIfAvailable();
        if (source != null && !(source.provider() instanceof ExtensibleLockProvider)) {
            faults.warn(source.provider().getClass().getName() + " cannot extend locks: whatever must not overlap ("
                    + tasks + ") is stopped, and LOST, after two thirds of its lease");
        }
    }

    private void checkPool(Faults faults) {
        JdbcTraits traits = database.getIfAvailable();
        if (traits != null && traits.isLone()) {
            faults.warn(
                    "The connection pool has a single connection: while a task uses it, its locks are not extended and"
                            + " its node gives no sign of life. A task that keeps it for longer than its lease is LOST, and another"
                            + " node may start it. With scheduler.jdbc.connections=2 the scheduler has its own; or"
                            + " give the pool more (spring.datasource.hikari.maximum-pool-size)");
        }
    }

    private static String names(List<TaskDefinition> tasks, Function<TaskSettings, @Nullable Boolean> asked) {
        List<String> names = tasks.stream()
                .filter(task -> task.isEnabled() && Boolean.TRUE.equals(asked.apply(task.settings())))
                .map(TaskDefinition::name)
                .toList();
        Stream<String> more =
                names.size() > MOST_NAMES ? Stream.of("and " + (names.size() - MOST_NAMES) + " more") : Stream.empty();
        return Stream.concat(names.stream().limit(MOST_NAMES), more).collect(Collectors.joining(", "));
    }
}
