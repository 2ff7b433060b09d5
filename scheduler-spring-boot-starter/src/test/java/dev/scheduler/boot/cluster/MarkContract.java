package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The schedules that tasks have and had, and since when. */
abstract class MarkContract extends StoreContract {

    private static final String MINUTELY = "every minute in UTC";

    MarkContract(StoreUnderTest store) {
        super(store);
    }

    @Test
    void registersOnlyWhatIsNew() {
        TaskMark first = TaskMark.first("a", "every second in UTC", "one", at(0));
        tasks.register(List.of(first));
        TaskMark nobodys = TaskMark.first("b", MINUTELY, "", at(9));
        tasks.register(List.of(TaskMark.first("a", MINUTELY, "two", at(9)), nobodys));

        assertThat(tasks.all()).hasSize(2);
        assertThat(mark("a")).isEqualTo(first);
        assertThat(mark("b")).isEqualTo(nobodys);
    }

    @Test
    void manyTasksAreRegisteredAndMovedOn() {
        List<TaskMark> many = new ArrayList<>();
        for (int task = 0; task < 600; task++) {
            many.add(TaskMark.first("task-" + task, MINUTELY, "one", at(-10)));
        }
        tasks.register(many);

        assertThat(tasks.all()).hasSize(600);
        assertThat(tasks.advance(many, at(-5), Duration.ZERO)).isEqualTo(600);
    }

    @Test
    void scheduleThatEndsIsKept() {
        TaskMark old = register("a");
        assertThat(tasks.begin(old, MINUTELY, "two", at(-5), at(-4))).isTrue();

        assertThat(mark("a"))
                .isEqualTo(new TaskMark("a", MINUTELY, "two", at(-5), TaskMark.LONG_AGO, TaskMark.LONG_AGO, 2));
        assertThat(tasks.ended()).containsExactly(new EndedSchedule("a", old.schedule(), at(-3_600), at(-4)));
        assertThat(tasks.begin(old, "every hour in UTC", "three", at(0), at(0)))
                .as("was another already")
                .isFalse();
        assertThat(tasks.begin(mark("a"), TaskMark.NO_SCHEDULE, "", at(0), at(-1)))
                .isTrue();
        assertThat(tasks.ended()).hasSize(2);
        assertThat(mark("a").hasSchedule()).isFalse();
        assertThat(mark("a").revision()).isEqualTo(3);
    }

    @Test
    void scheduleThatNeverCountedIsNotKept() {
        TaskMark none = register(TaskMark.first("a", TaskMark.NO_SCHEDULE, "one", at(-10)));
        assertThat(tasks.begin(none, MINUTELY, "one", at(-5), at(-5))).isTrue();
        assertThat(tasks.begin(mark("a"), "every hour in UTC", "one", at(-5), at(-5)))
                .isTrue();

        assertThat(tasks.ended()).isEmpty();
    }

    @Test
    void anotherNodeAnswersWhereTheOneBeforeDid() {
        TaskMark mark = register("a");
        assertThat(tasks.adopt(mark, "two")).isTrue();
        assertThat(tasks.adopt(mark, "three")).isFalse();
        assertThat(tasks.adopt(mark("a"), "")).isTrue();
        assertThat(mark("a").setBy()).isEmpty();
        assertThat(mark("a").revision()).isEqualTo(1);
        TaskMark nobodys = mark("a");
        assertThat(tasks.begin(nobodys, MINUTELY, "two", at(0), at(0))).isTrue();
        assertThat(tasks.adopt(nobodys, "three")).as("another revision").isFalse();
    }

    @Test
    void schedulesBeginEarlierWithTheirRecordsOrNot() {
        TaskMark mark = register(TaskMark.first("a", MINUTELY, "one", at(-10)));
        advance("a", -1);
        Execution record = missed("a", -15);
        assertThat(executions.record(missed("a", -14))).isTrue();

        assertThat(tasks.beginEarlier(mark, at(-20), List.of(record, missed("a", -14))))
                .as("one has a record")
                .isFalse();
        assertThat(isThere(record)).isFalse();
        assertThat(tasks.beginEarlier(mark, at(-20), List.of(missed("a", -15, -12))))
                .as("one of them has a record")
                .isFalse();
        assertThat(tasks.beginEarlier(mark, at(-20), List.of(record))).isTrue();
        assertThat(mark("a").since()).isEqualTo(at(-20));
        assertThat(mark("a").revision()).isEqualTo(1);
        assertThat(isThere(record)).isTrue();
        assertThat(tasks.beginEarlier(mark, at(-19), List.of(missed("a", -16))))
                .as("is earlier already")
                .isFalse();
        assertThat(tasks.beginEarlier(mark, at(-30), List.of())).isTrue();
    }

    @Test
    void marksMoveOnlyFromWhereTheyWere() {
        TaskMark a = register("a");
        TaskMark b = register("b");

        assertThat(tasks.advance(List.of(b, a), at(-5), Duration.ZERO)).isEqualTo(2);
        assertThat(tasks.advance(List.of(a, mark("b")), at(-3), Duration.ZERO)).isEqualTo(1);
        assertThat(mark("a").accountedUntil()).isEqualTo(at(-5));
        assertThat(mark("b").accountedUntil()).isEqualTo(at(-3));
        assertThat(tasks.advance(List.of(mark("b")), at(-4), Duration.ZERO))
                .as("never back")
                .isZero();
        TaskMark known = mark("b");
        assertThat(tasks.begin(known, MINUTELY, "one", at(-2), at(-2))).isTrue();
        assertThat(tasks.advance(List.of(known), at(-1), Duration.ZERO))
                .as("another revision")
                .isZero();
        assertThat(tasks.advance(List.of(), at(-1), Duration.ZERO)).isZero();
    }

    @Tag("S5")
    @Test
    void marksStayBehindTheStoresClock() {
        register("a");
        assertThat(tasks.advance(List.of(mark("a")), at(-30), MINUTE)).isZero();
        assertThat(tasks.settle(mark("a"), at(-30), MINUTE, List.of(missed("a", -40))))
                .isFalse();
        assertThat(tasks.advance(List.of(mark("a")), at(-61), MINUTE)).isEqualTo(1);

        step(Duration.ofMinutes(1));
        assertThat(tasks.advance(List.of(mark("a")), at(-30), MINUTE)).isEqualTo(1);
        step(Duration.ofMinutes(-2));
        assertThat(tasks.advance(List.of(mark("a")), at(-29), MINUTE)).isZero();
    }

    @Test
    void schedulesThatEndedGoWhenTheMarkHasPassedThem() {
        TaskMark old = register("a");
        tasks.begin(old, MINUTELY, "one", at(-10), at(-10));
        tasks.begin(mark("a"), "every hour in UTC", "one", at(-5), at(-5));
        assertThat(tasks.ended()).hasSize(2);

        advance("a", -11);
        assertThat(tasks.ended()).hasSize(2);
        advance("a", -10);
        assertThat(tasks.ended()).extracting(EndedSchedule::schedule).containsExactly(MINUTELY);
        assertThat(settle(mark("a"), -4, missed("a", -7))).isTrue();
        assertThat(tasks.ended()).isEmpty();
    }
}
