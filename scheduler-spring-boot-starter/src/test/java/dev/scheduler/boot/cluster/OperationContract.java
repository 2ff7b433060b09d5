package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do, for every node to read. */
abstract class OperationContract extends StoreContract {

    private static final String MINUTELY = "every minute in UTC";

    OperationContract(StoreUnderTest store) {
        super(store);
    }

    private Instant now() {
        return store.nodes().now();
    }

    private ScheduleOverride override(String schedule) {
        ByHand by = ByHand.of("alice").because("maintenance");
        return new ScheduleOverride("a", schedule, "every second in UTC", Instant.EPOCH, by);
    }

    /** A minute later, as it is nobody's turn before. */
    private void purge() {
        Duration minute = Duration.ofMinutes(1);
        step(minute);
        store.purges().of("one", 100, Duration.ofDays(1)).inTurn(minute);
    }

    private Operation reschedule(String schedule) {
        return operations.override(override(schedule), "one", operation(Operation.Kind.RESCHEDULE, "a"));
    }

    @Test
    void operationsAreReadInOrderWithWhoAndWhen() {
        assertThat(operations.number()).isZero();
        assertThat(operations.after(0)).isEmpty();
        ByHand by = ByHand.of("alice").because("it hangs");
        Operation asked = new Operation(0, Operation.Kind.CANCEL, "a", "id1", "one", Instant.EPOCH, by);

        Operation first = operations.write(asked);
        assertThat(first).isEqualTo(new Operation(1, Operation.Kind.CANCEL, "a", "id1", "one", first.at(), by));
        assertThat(first.at()).isBetween(at(0), now());
        step(Duration.ofHours(1));
        Operation second = operations.write(operation(Operation.Kind.RUN, "b"));
        assertThat(second.at()).isBetween(at(3_600), now());
        assertThat(operations.number()).isEqualTo(2);
        assertThat(operations.after(0)).containsExactly(first, second);
        assertThat(operations.after(1)).containsExactly(second);
        assertThat(operations.after(2)).isEmpty();
    }

    @Test
    void pauseBeginsAndEndsByTheStoresClock() {
        ByHand by = ByHand.of("alice").because("maintenance");
        Pause asked = new Pause("p1", "a", Instant.EPOCH, at(900), null, by);
        Operation begun = operations.pause(asked, operation(Operation.Kind.PAUSE, "a"));

        assertThat(begun.number()).isEqualTo(1);
        assertThat(operations.pauses()).containsExactly(new Pause("p1", "a", begun.at(), at(900), null, by));
        assertThat(operations.resume("b", operation(Operation.Kind.RESUME, "b")))
                .as("of another task")
                .isNull();
        assertThat(operations.number()).isEqualTo(1);
        Operation ended = Objects.requireNonNull(operations.resume("a", operation(Operation.Kind.RESUME, "a")));
        assertThat(operations.pauses()).containsExactly(new Pause("p1", "a", begun.at(), at(900), ended.at(), by));
        assertThat(operations.resume("a", operation(Operation.Kind.RESUME, "a")))
                .as("has ended")
                .isNull();
        assertThat(operations.after(0))
                .extracting(Operation::kind)
                .containsExactly(Operation.Kind.PAUSE, Operation.Kind.RESUME);
    }

    @Test
    void allPausesOfAScopeAreTakenBackButThoseThatHaveEnded() {
        Pause over = pause("a", at(300));
        step(Duration.ofMinutes(10));
        pause("a", null);
        pause("a", at(3_000));
        pause(Pause.ALL, null);
        resume("a");

        assertThat(operations.pauses())
                .filteredOn(pause -> pause.ended() == null)
                .extracting(Pause::scope)
                .containsExactlyInAnyOrder("a", Pause.ALL);
        assertThat(operations.pauses())
                .filteredOn(pause -> pause.id().equals(over.id()))
                .extracting(Pause::ended)
                .containsOnlyNulls();
    }

    @Test
    void pausesAreForgottenWhenTheMarksHavePassedTheirEnds() {
        register("a");
        register("b");
        register(TaskMark.first("none", TaskMark.NO_SCHEDULE, "one", at(-10)));
        pause("a", null);
        Pause ends = pause("b", at(300));
        Pause lasts = pause(Pause.ALL, at(7_000));
        resume("a");
        purge();
        assertThat(operations.pauses()).hasSize(3);

        step(Duration.ofHours(1));
        advance("a", 200);
        purge();
        assertThat(operations.pauses()).extracting(Pause::id).containsExactlyInAnyOrder(ends.id(), lasts.id());
        advance("b", 200);
        purge();
        assertThat(operations.pauses()).extracting(Pause::id).containsExactlyInAnyOrder(ends.id(), lasts.id());
        advance("a", 301);
        advance("b", 301);
        purge();
        assertThat(operations.pauses()).extracting(Pause::id).containsExactly(lasts.id());
    }

    @Test
    void scheduleThatEndedAndIsNotJudgedKeepsItsPauses() {
        TaskMark mark = register("a");
        tasks.begin(mark, TaskMark.NO_SCHEDULE, "one", at(0), at(0));
        pause("a", null);
        resume("a");
        purge();
        assertThat(operations.pauses()).hasSize(1);

        step(Duration.ofHours(1));
        advance("a", 60);
        purge();
        assertThat(operations.pauses()).isEmpty();
    }

    @Test
    void aPauseIsKeptForTheTasksThatItConcernsAndThatAreRunStill() {
        register("a");
        register("b");
        register("forsaken");
        pause("a", at(300));
        Pause all = pause(Pause.ALL, at(300));
        step(Duration.ofHours(1));
        advance("a", 301);
        purge();
        assertThat(operations.pauses()).extracting(Pause::id).containsExactly(all.id());

        step(Duration.ofDays(2));
        advance("b", 301);
        tasks.register(List.of(TaskMark.first("new", "every second in UTC", "one", now().minusSeconds(60))));
        purge();
        assertThat(operations.pauses())
                .as("a new task's mark may have to pass it")
                .hasSize(1);
        tasks.advance(List.of(mark("new")), now().minusSeconds(60), Duration.ZERO);
        purge();
        assertThat(operations.pauses()).isEmpty();
    }

    @Test
    void whatPeopleDidIsKeptAsLongAsTheHistory() {
        operations.write(operation(Operation.Kind.RUN, "a"));
        step(Duration.ofHours(20));
        operations.write(operation(Operation.Kind.RUN, "b"));
        step(Duration.ofHours(5));
        purge();

        assertThat(operations.after(0)).extracting(Operation::scope).containsExactly("b");
        assertThat(operations.number()).isEqualTo(2);
    }

    @Test
    void overrideBeginsNowAndIsTakenBack() {
        TaskMark before = register("a");
        Operation begun = reschedule(MINUTELY);

        ScheduleOverride asked = override(MINUTELY);
        assertThat(operations.overrides())
                .isEqualTo(Map.of("a", new ScheduleOverride("a", MINUTELY, asked.original(), begun.at(), asked.by())));
        assertThat(mark("a"))
                .isEqualTo(new TaskMark("a", MINUTELY, "one", begun.at(), TaskMark.LONG_AGO, TaskMark.LONG_AGO, 2));
        assertThat(tasks.ended())
                .containsExactly(new EndedSchedule("a", before.schedule(), before.since(), begun.at()));

        step(Duration.ofMinutes(1));
        Operation ended = Objects.requireNonNull(
                operations.reset("a", before.schedule(), "two", operation(Operation.Kind.RESET, "a")));
        assertThat(operations.overrides()).isEmpty();
        assertThat(mark("a").schedule()).isEqualTo(before.schedule());
        assertThat(mark("a").since()).isEqualTo(ended.at());
        assertThat(mark("a").setBy()).isEqualTo("two");
        assertThat(mark("a").revision()).isEqualTo(3);
        assertThat(tasks.ended()).contains(new EndedSchedule("a", MINUTELY, begun.at(), ended.at()));
    }

    @Test
    void overrideReplacesTheOneBefore() {
        reschedule(MINUTELY);
        reschedule("every hour in UTC");

        assertThat(operations.overrides()).hasSize(1);
        assertThat(operations.overrides().values())
                .extracting(ScheduleOverride::schedule)
                .containsExactly("every hour in UTC");
        assertThat(tasks.all()).as("a task that the cluster does not know").isEmpty();
        assertThat(operations.reset("a", TaskMark.NO_SCHEDULE, "one", operation(Operation.Kind.RESET, "a")))
                .isNotNull();
        assertThat(operations.reset("a", TaskMark.NO_SCHEDULE, "one", operation(Operation.Kind.RESET, "a")))
                .isNull();
        assertThat(operations.number()).isEqualTo(3);
    }
}
