package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets a scheduled time, and what those who do not are told. */
abstract class ClaimContract extends StoreContract {

    ClaimContract(StoreUnderTest store) {
        super(store);
    }

    private ClaimAnswer claim(String task, int second) {
        return claim(running(task, second, "two"));
    }

    private ClaimAnswer claim(String task, int second, Duration grace) {
        return claim(
                new ClaimRequest(running(task, second, "two"), grace, mark(task).revision(), false));
    }

    private ClaimAnswer claimEvenWhenPaused(String task, int second) {
        return claim(
                new ClaimRequest(running(task, second, "two"), HOUR, mark(task).revision(), true));
    }

    @Test
    void firstWinsAndLaterOnesFindItTaken() {
        register("a");
        Execution first = running("a", 1, "one");
        Execution second = running("a", 1, "two");
        Execution other = running("a", 2, "two");

        assertThat(claim(first)).isEqualTo(ClaimAnswer.WON);
        Map<String, ClaimAnswer> answers = executions.claim(List.of(request(other), request(second)));
        assertThat(answers)
                .containsOnly(Map.entry(second.id(), ClaimAnswer.TAKEN), Map.entry(other.id(), ClaimAnswer.WON));
        assertThat(executions.running(List.of(first, second, other))).containsExactlyInAnyOrder(first.id(), other.id());
        assertThat(executions.running()).containsExactlyInAnyOrder(first, other);
    }

    @Test
    void whatHasEndedIsTakenAsWell() {
        register("a");
        run("a", 1, ExecutionState.SUCCEEDED);

        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.TAKEN);
    }

    @Test
    void rowsWithoutAKeyTakeNothing() {
        register("a");
        executions.insert(List.of(triggered(running("a", 1, "one"), Trigger.MANUAL)));

        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void unknownTaskOrAnotherRevisionIsJudgedAgain() {
        TaskMark mark = register("a");
        assertThat(claim("b", 1)).isEqualTo(ClaimAnswer.CHANGED);
        assertThat(claim(new ClaimRequest(running("a", 1, "two"), HOUR, 2, false)))
                .isEqualTo(ClaimAnswer.CHANGED);

        assertThat(tasks.begin(mark, "every minute in UTC", "one", at(0), at(0)))
                .isTrue();
        assertThat(claim(new ClaimRequest(running("a", 1, "two"), HOUR, 1, false)))
                .isEqualTo(ClaimAnswer.CHANGED);
        assertThat(claim(new ClaimRequest(running("a", 1, "two"), HOUR, 2, false)))
                .isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void graceIsJudgedByTheStoresClock() {
        register("a");
        assertThat(claim("a", -30, MINUTE)).isEqualTo(ClaimAnswer.WON);
        assertThat(claim("a", -61, MINUTE)).isEqualTo(ClaimAnswer.BEHIND);

        step(Duration.ofMinutes(10));
        assertThat(claim("a", 1, MINUTE)).isEqualTo(ClaimAnswer.BEHIND);
        assertThat(claim("a", 600, MINUTE)).isEqualTo(ClaimAnswer.WON);

        step(Duration.ofMinutes(-10));
        assertThat(claim("a", 1, MINUTE)).isEqualTo(ClaimAnswer.WON);
        assertThat(claim("a", 601, Duration.ofDays(400_000))).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void whatTheMarkHasPassedIsNotClaimed() {
        register("a");
        advance("a", -10);

        assertThat(claim("a", -11)).isEqualTo(ClaimAnswer.PASSED);
        assertThat(claim("a", -10)).isEqualTo(ClaimAnswer.PASSED);
        assertThat(claim("a", -9)).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void whatWasPurgedIsNotClaimed() {
        TaskMark mark = TaskMark.first("a", "every second in UTC", "one", at(-3_600));
        register(new TaskMark("a", mark.schedule(), "one", mark.since(), at(-20), at(-10), 1));

        assertThat(claim("a", -20)).isEqualTo(ClaimAnswer.PASSED);
        assertThat(claim("a", -10)).isEqualTo(ClaimAnswer.PURGED);
        assertThat(claim("a", -9)).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void recordOfManyTimesAnswersForEachOfThem() {
        TaskMark mark = register("a");
        assertThat(settle(mark, -10, missed("a", -30, -20))).isTrue();

        assertThat(claim("a", -31)).isEqualTo(ClaimAnswer.PASSED);
        assertThat(claim("a", -30)).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim("a", -25)).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim("a", -20)).isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim("a", -19)).isEqualTo(ClaimAnswer.PASSED);
    }

    /** A mark may be moved back behind a record, as the store's clock was wrong. */
    @Test
    void recordOfTimesThatTheMarkHasNotPassedAnswersForThem() {
        register("a");
        assertThat(executions.record(missed("a", -3, 5))).isTrue();
        Execution after = running("a", 6, "two");
        Execution covered = running("a", 1, "two");
        Execution last = running("a", 5, "two");

        assertThat(executions.claim(List.of(request(after), request(covered), request(last))))
                .containsOnly(
                        Map.entry(covered.id(), ClaimAnswer.TAKEN),
                        Map.entry(last.id(), ClaimAnswer.TAKEN),
                        Map.entry(after.id(), ClaimAnswer.WON));
        assertThat(claim("a", -4)).as("before").isEqualTo(ClaimAnswer.WON);
        assertThat(executions.running()).hasSize(2);
    }

    private static ClaimRequest request(Execution execution) {
        return new ClaimRequest(execution, HOUR, 1, false);
    }

    @Test
    void pausedTaskIsJudgedAgain() {
        register("a");
        register("b");
        pause("a", null);

        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.CHANGED);
        assertThat(claimEvenWhenPaused("a", 1)).isEqualTo(ClaimAnswer.CHANGED);
        assertThat(claim("b", 1)).isEqualTo(ClaimAnswer.WON);
        resume("a");
        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void pauseOfEverythingSparesSome() {
        register("a");
        pause(Pause.ALL, null);

        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.CHANGED);
        assertThat(claimEvenWhenPaused("a", 1)).isEqualTo(ClaimAnswer.WON);
        resume(Pause.ALL);
        assertThat(claim("a", 2)).isEqualTo(ClaimAnswer.WON);
    }

    /** Whatever its beginning says: the clock may have been wrong when it was written. */
    @Test
    void pauseIsInForceUntilItsEnd() {
        register("a");
        pause("a", at(300));
        step(Duration.ofMinutes(-20));
        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.CHANGED);

        step(Duration.ofMinutes(30));
        assertThat(claim("a", 1)).isEqualTo(ClaimAnswer.WON);
    }

    @Test
    void whatRefusesForGoodComesAfterWhatDoesNot() {
        register("a");
        run("a", -5, ExecutionState.SUCCEEDED);
        advance("a", -1);
        pause("a", null);

        assertThat(claim("a", -5)).as("taken").isEqualTo(ClaimAnswer.TAKEN);
        assertThat(claim("a", -4)).as("paused").isEqualTo(ClaimAnswer.CHANGED);
        resume("a");
        assertThat(claim("a", -4)).as("passed").isEqualTo(ClaimAnswer.PASSED);
    }

    @Test
    void claimWhoseAnswerWasLostIsReadBack() {
        register("a");
        Execution mine = running("a", 1, "one");
        Execution unsent = running("a", 2, "one");
        claim(mine);

        assertThat(executions.running(List.of(mine, unsent))).containsExactly(mine.id());
        assertThat(claim(mine)).as("no other row").isIn(ClaimAnswer.WON, ClaimAnswer.TAKEN);
        assertThat(executions.running(List.of(mine, unsent))).containsExactly(mine.id());
    }

    @Test
    void manyClaimsGoThroughWhateverTheirNumber() {
        List<ClaimRequest> many = new ArrayList<>();
        List<TaskMark> marks = new ArrayList<>();
        for (int task = 0; task < 601; task++) {
            marks.add(TaskMark.first("task-" + task, "every second in UTC", "one", at(-10)));
            many.add(new ClaimRequest(running("task-" + task, 1, "one"), HOUR, 1, false));
        }
        tasks.register(marks);

        assertThat(executions.claim(many)).hasSize(601).containsValue(ClaimAnswer.WON);
        assertThat(executions.running()).hasSize(601);
        assertThat(executions.claim(List.of())).isEmpty();
    }
}
