package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.OneServerClaims;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.lock.ProviderLocks;
import dev.scheduler.thread.Threads;
import java.time.InstantSource;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** What the scheduler makes of the locks that there are: the application's own {@code LockProvider}, or else ours. */
@AutoConfiguration(after = JdbcStoreAutoConfiguration.class, before = SchedulerAutoConfiguration.class)
@Conditional(OnLockProvider.class)
public final class LockAutoConfiguration {

    /** The name of the {@code LockProvider} that we make, if the application has none. */
    static final String PROVIDER = "schedulerLockProvider";

    /** ShedLock's own clock: providers without a server's time compare with it. */
    private static final InstantSource CLOCK = ClockProvider::now;

    @Bean
    LockSource schedulerLockSource(
            ObjectProvider<LockProvider> theirs, @Qualifier(PROVIDER) ObjectProvider<LockProvider> ours) {
        LockProvider own = theirs.getIfUnique();
        return own == null ? new LockSource(ours.getObject(), true) : new LockSource(own, false);
    }

    /** Closed when the application ends: once the scheduler has stopped, and before the connections are closed. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    OverlapLocks schedulerOverlapLocks(
            LockSource source,
            @Qualifier("schedulerLockRows") ObjectProvider<LockRows> shared,
            @Qualifier("schedulerLockOutage") Outage outage) {
        LockRows rows =
                shared.getIfAvailable(() -> new ProviderLocks(source.provider(), CLOCK, Threads.system(), outage));
        return OverlapLocks.start(rows, Threads.system(), outage);
    }

    /** What tells that the store of the locks does not answer: the database's own, where that is the store. */
    @Bean(defaultCandidate = false)
    Outage schedulerLockOutage(ObjectProvider<Database> shared) {
        Database database = shared.getIfAvailable();
        return database == null ? new Outage(Threads.system()) : database.outage();
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ClaimStore schedulerClaimStore(LockSource source, @Qualifier("schedulerLockOutage") Outage outage) {
        return new OneServerClaims(source.provider(), CLOCK, Threads.system(), outage);
    }

    @Bean
    EngineCustomizer schedulerLocksOfEngine(OverlapLocks locks, ClaimStore claims) {
        return builder -> builder.locks(locks).claims(claims);
    }
}
