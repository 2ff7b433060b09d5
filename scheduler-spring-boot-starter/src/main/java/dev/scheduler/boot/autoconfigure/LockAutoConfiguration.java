package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OneServerClaims;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
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
    OverlapLocks schedulerOverlapLocks(LockSource source, ObjectProvider<Database> shared) {
        Database database = shared.getIfAvailable();
        Outage outage = database == null ? new Outage() : database.outage();
        return OverlapLocks.start(source.provider(), CLOCK, System::nanoTime, outage);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ClaimStore schedulerClaimStore(LockSource source) {
        return new OneServerClaims(source.provider(), CLOCK, System::nanoTime);
    }

    @Bean
    EngineCustomizer schedulerLocksOfEngine(OverlapLocks locks, ClaimStore claims) {
        return builder -> builder.locks(locks).claims(claims);
    }
}
