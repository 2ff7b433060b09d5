package dev.scheduler.boot.cluster;

import dev.scheduler.LockHolder;
import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.LockRows.Extension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The locks named after tasks: those held from start to end, and those of claims beside them. */
abstract class LockContract extends StoreContract {

    private static final LockRows.Key MINE = new LockRows.Key("a", "one#1");
    private static final LockRows.Key OTHER = new LockRows.Key("a", "one#2");
    private static final LockRows.Key FOREIGN = new LockRows.Key("a", "plain");
    private static final int MANY = 300;

    /** A lock's end is kept in milliseconds, which some databases round up. */
    private static final Duration OVER_A_MINUTE = MINUTE.plusMillis(1);

    /** How long a test may take between two statements. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private final LockRows rows;
    private final ClaimLocks claims;

    LockContract(StoreUnderTest store) {
        super(store);
        this.rows = store.locks();
        this.claims = store.claimLocks();
    }

    private static Extension own(LockRows.Key key) {
        return new Extension(key, MINUTE, false);
    }

    private static Extension ofClaim(LockRows.Key key) {
        return new Extension(key, MINUTE, true);
    }

    private LockHolder holder(String name) {
        return Objects.requireNonNull(rows.holder(name));
    }

    /** That a lock ends so long from now. */
    private void assertLeft(String name, Duration length) {
        assertThat(holder(name).until())
                .isCloseTo(store.nodes().now().plus(length), within(SLOW.toMillis(), ChronoUnit.MILLIS));
    }

    /** That a lock was taken at an instant, as exactly as databases read their clocks. */
    private void assertSince(String name, Instant since) {
        assertThat(holder(name).since()).isCloseTo(since, within(100, ChronoUnit.MILLIS));
    }

    private Map<String, String> claim(String task, String owner, @Nullable Instant following) {
        return claims.take(List.of(new Wanted(task, owner, following)));
    }

    @Tag("S11")
    @Test
    void s11OwnerThatAsksAgainIsRecognisedAndAnotherIsToldWhoIsInTheWay() {
        assertThat(rows.take(MINE, MINUTE)).isNull();
        assertThat(rows.take(MINE, MINUTE)).isNull();
        assertThat(rows.take(OTHER, MINUTE)).startsWith("node one holds the lock a for execution 1 until 20");
        assertThat(rows.take(FOREIGN, MINUTE)).isNotNull();
    }

    @Test
    void onlyTheOwnerExtendsAndGivesBack() {
        rows.take(MINE, MINUTE);
        assertThat(rows.extend(List.of(own(OTHER)))).isEmpty();
        rows.release(List.of(OTHER));
        assertThat(rows.extend(List.of(own(MINE)))).containsExactly(MINE);

        rows.release(List.of(MINE));
        assertThat(rows.extend(List.of(own(MINE)))).isEmpty();
        assertThat(rows.take(OTHER, MINUTE)).isNull();
    }

    @Test
    void lockEndsWithItsLength() {
        rows.take(MINE, MINUTE);
        step(OVER_A_MINUTE);

        assertThat(rows.holder("a")).isNull();
        assertThat(rows.extend(List.of(own(MINE)))).isEmpty();
        assertThat(rows.take(OTHER, MINUTE)).isNull();
    }

    @Test
    void ofManyThoseAreExtendedThatAreHeldStill() {
        List<Extension> extensions = new ArrayList<>();
        Set<LockRows.Key> held = new HashSet<>();
        for (int lock = 0; lock < MANY; lock++) {
            LockRows.Key key = new LockRows.Key("lock-" + lock, "one#" + lock);
            extensions.add(own(key));
            if (lock % 3 != 0) {
                rows.take(key, MINUTE);
                held.add(key);
            }
        }

        assertThat(rows.extend(extensions)).isEqualTo(held);
    }

    @Test
    void eachIsExtendedByItsOwnLengthAndNoneIsShortened() {
        LockRows.Key hour = new LockRows.Key("hour", "one#1");
        LockRows.Key lengthy = new LockRows.Key("long", "one#1");
        rows.take(MINE, MINUTE);
        rows.take(hour, MINUTE);
        rows.take(lengthy, HOUR);
        Instant since = holder("a").since();
        step(Duration.ofSeconds(5));
        rows.extend(List.of(new Extension(hour, HOUR, false), own(MINE), own(lengthy)));

        assertLeft("hour", HOUR);
        assertLeft("a", MINUTE);
        assertLeft("long", HOUR);
        assertSince("a", since);
    }

    @Test
    void claimTakesOverWhatIsFreeOrMissingAndLengthensWhatAnotherOfOursHolds() {
        LockRows.Key missing = new LockRows.Key("missing", "one#3");
        rows.take(MINE, Duration.ofSeconds(20));
        Instant since = holder("a").since();
        step(Duration.ofSeconds(5));
        assertThat(rows.extend(List.of(ofClaim(OTHER), ofClaim(MINE), ofClaim(missing))))
                .containsExactlyInAnyOrder(OTHER, MINE, missing);
        assertThat(holder("a").by()).isEqualTo("one#1");
        assertSince("a", since);
        assertThat(holder("missing").by()).isEqualTo("one#3");
        assertThat(Duration.between(since, holder("a").until())).isGreaterThanOrEqualTo(MINUTE);

        rows.release(List.of(MINE));
        assertThat(rows.extend(List.of(ofClaim(OTHER)))).containsExactly(OTHER);
        assertThat(holder("a").by()).isEqualTo("one#2");
    }

    @Test
    void claimShortensNothing() {
        rows.take(MINE, HOUR);
        rows.extend(List.of(ofClaim(OTHER)));

        assertLeft("a", HOUR);
    }

    @Test
    void claimIsToldThatAForeignerHasItsLockAndGetsItWhenThatHasEnded() {
        rows.take(FOREIGN, MINUTE);
        assertThat(rows.extend(List.of(ofClaim(MINE)))).isEmpty();
        assertThat(rows.take(MINE, MINUTE)).startsWith("plain holds the lock a until 20");

        step(OVER_A_MINUTE);
        assertThat(rows.extend(List.of(ofClaim(MINE)))).containsExactly(MINE);
        assertThat(holder("a").by()).isEqualTo("one#1");
    }

    @Test
    void tellsWhoHoldsALockAndOpensItByHand() {
        rows.take(MINE, MINUTE);
        LockHolder holder = holder("a");

        assertThat(rows.areOpen()).isTrue();
        assertThat(holder.task()).isEqualTo("a");
        assertThat(holder.node()).isEqualTo("one");
        assertThat(holder.execution()).isEqualTo("1");
        assertThat(holder.since()).isBetween(at(-1), store.nodes().now().plusSeconds(1));
        assertLeft("a", MINUTE);
        assertThat(rows.holder("b")).isNull();
        assertThat(rows.expire("a")).isTrue();
        assertThat(rows.expire("a")).isFalse();
        assertThat(rows.holder("a")).isNull();
        assertThat(rows.extend(List.of(own(MINE)))).isEmpty();
    }

    @Tag("S12")
    @Test
    void foreignersLockRefusesItsClaimAloneUntilItHasEnded() {
        rows.take(FOREIGN, MINUTE);
        Map<String, String> refused = claims.take(List.of(
                new Wanted("b", "one#1", null), new Wanted("a", "one#2", null), new Wanted("c", "one#3", null)));

        assertThat(refused).containsOnlyKeys("a");
        assertThat(refused.get("a")).startsWith("plain holds the lock a until 20");
        assertThat(holder("a").by()).isEqualTo("plain");
        assertThat(holder("b").by()).isEqualTo("one#1");
        assertThat(holder("c").by()).isEqualTo("one#3");
        step(OVER_A_MINUTE);
        assertThat(claim("a", "one#4", null)).isEmpty();
        assertThat(holder("a").by()).isEqualTo("one#4");
    }

    @Test
    void claimsLockEndsShortlyBeforeTheFollowingTimeAndWithinAMinute() {
        claims.take(List.of(
                new Wanted("last", "one#1", null),
                new Wanted("late", "one#2", at(7_200)),
                new Wanted("soon", "one#3", at(40)),
                new Wanted("over", "one#4", at(-1))));

        assertLeft("last", MINUTE);
        assertLeft("late", MINUTE);
        assertThat(holder("soon").until()).isBetween(at(39), at(40).minusMillis(100));
        assertThat(rows.holder("over")).isNull();
        assertThat(rows.take(new LockRows.Key("over", "plain"), MINUTE)).isNull();
    }

    @Test
    void holdOfAnExecutionOfOursRefusesNoClaimAndStaysItsHolders() {
        rows.take(OTHER, MINUTE);
        Instant since = holder("a").since();
        step(Duration.ofSeconds(5));

        assertThat(claim("a", "two#3", null)).isEmpty();
        assertThat(holder("a").by()).isEqualTo("one#2");
        assertSince("a", since);
        assertThat(rows.extend(List.of(own(OTHER)))).containsExactly(OTHER);
    }

    @Test
    void claimLengthensAHoldOfOursAndShortensNone() {
        rows.take(MINE, Duration.ofSeconds(5));
        rows.take(new LockRows.Key("long", "one#2"), HOUR);
        Instant before = holder("a").until();
        claims.take(List.of(new Wanted("a", "two#3", null), new Wanted("long", "two#4", at(40))));

        assertThat(holder("a").until()).isAfter(before.plusSeconds(30));
        assertLeft("long", HOUR);
    }

    @Test
    void manyClaimsAtOnceAndOfOneTaskTheOneThatLastsLongest() {
        List<Wanted> wanted = new ArrayList<>();
        for (int task = 0; task < MANY; task++) {
            wanted.add(new Wanted("task-" + task, "one#1", at(5)));
            wanted.add(new Wanted("task-" + task, "one#2", at(3_600)));
            wanted.add(new Wanted("task-" + task, "one#3", at(5)));
        }

        assertThat(claims.take(wanted)).isEmpty();
        assertThat(holder("task-" + (MANY - 1)).by()).isEqualTo("one#2");
        assertLeft("task-0", MINUTE);
    }
}
