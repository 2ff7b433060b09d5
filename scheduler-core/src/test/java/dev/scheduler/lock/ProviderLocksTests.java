package dev.scheduler.lock;

import dev.scheduler.lock.LockRows.Extension;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.StorageAccessor;
import net.javacrumbs.shedlock.support.StorageBasedLockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Locks of a provider of ShedLock's. */
class ProviderLocksTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LockRows.Key KEY = new LockRows.Key("task", "one#a");
    private static final LockRows.Key OTHER = new LockRows.Key("task", "one#b");

    private final HandThreads threads = new HandThreads(LockRig.START);
    private final ProviderLine line = new ProviderLine(threads);
    private final Outage outage = new Outage(threads);
    private final ProviderLocks locks = locks(line);

    @AfterEach
    void giveTheClockBack() {
        line.close();
    }

    @Test
    void areTakenExtendedAndGivenBackByTheirOwnerAlone() {
        assertThat(locks.take(KEY, MINUTE)).isNull();
        assertThat(locks.take(OTHER, MINUTE)).isEqualTo("somebody else holds the lock task");
        threads.freeze(Duration.ofSeconds(50));
        assertThat(locks.extend(List.of(extension(KEY, false), extension(OTHER, false))))
                .containsExactly(KEY);
        threads.freeze(Duration.ofSeconds(50));
        locks.release(List.of(OTHER));
        assertThat(isFree()).isFalse();

        locks.release(List.of(KEY));
        assertThat(isFree()).isTrue();
    }

    @Test
    void whatHasEndedIsNotExtended() {
        locks.take(KEY, MINUTE);
        threads.freeze(MINUTE);
        assertThat(isFree()).isTrue();

        assertThat(locks.extend(List.of(extension(KEY, false)))).isEmpty();
    }

    @Test
    void claimsHaveNoLockHereThatCouldBeLost() {
        assertThat(locks.extend(List.of(extension(KEY, true)))).containsExactly(KEY);
        locks.release(List.of(KEY));
        assertThat(line.sent).isZero();
    }

    @Test
    void whatIsStillOursIsTakenAgain() {
        locks.take(KEY, MINUTE);

        assertThat(locks.take(KEY, MINUTE)).isNull();
    }

    @Test
    void outageIsToldOnceAndItsEndToo() {
        line.cut = true;
        assertThatIllegalStateException().isThrownBy(() -> locks.take(KEY, MINUTE));
        assertThat(outage.isOn()).isTrue();
        line.cut = false;
        locks.take(KEY, MINUTE);
        assertThat(outage.isOn()).isFalse();
    }

    @Test
    void f25RowThatSomebodyDeletedIsMadeAgainAndNoStartRefused() {
        Rows rows = new Rows();
        LockProvider provider = new Provider(rows);
        ProviderLocks stored = locks(provider);
        stored.take(KEY, MINUTE);
        stored.release(List.of(KEY));
        rows.made.clear();

        assertThat(stored.take(KEY, MINUTE)).isNull();
    }

    @Test
    void refusalsMakeTheProviderForgetAtMostOnceASecond() {
        Rows rows = new Rows();
        rows.held = true;
        ProviderLocks stored = locks(new Provider(rows));
        for (int attempt = 0; attempt < 20; attempt++) {
            stored.take(KEY, MINUTE);
            threads.freeze(Duration.ofMillis(100));
        }

        assertThat(rows.inserts).isEqualTo(3);
    }

    @Test
    void sayNothingOfHoldersAndEndNoHold() {
        assertThat(locks.areOpen()).isFalse();
        assertThat(locks.holder("task")).isNull();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> locks.expire("task"));
    }

    private boolean isFree() {
        Optional<SimpleLock> lock =
                line.store.lock(new LockConfiguration(threads.clock().instant(), "task", MINUTE, Duration.ZERO));
        lock.ifPresent(SimpleLock::unlock);
        return lock.isPresent();
    }

    private ProviderLocks locks(LockProvider provider) {
        return new ProviderLocks(provider, threads.clock(), threads, outage);
    }

    private static Extension extension(LockRows.Key key, boolean ofClaim) {
        return new Extension(key, MINUTE, ofClaim);
    }

    private static final class Provider extends StorageBasedLockProvider {

        private Provider(StorageAccessor rows) {
            super(rows);
        }
    }

    /** A table that somebody may empty. */
    private static final class Rows implements StorageAccessor {

        private final Set<String> made = new HashSet<>();
        private boolean held;
        private int inserts;

        @Override
        public boolean insertRecord(LockConfiguration lock) {
            inserts++;
            return !held && made.add(lock.getName());
        }

        @Override
        public boolean updateRecord(LockConfiguration lock) {
            return !held && made.contains(lock.getName());
        }

        @Override
        public void unlock(LockConfiguration lock) {}
    }
}
