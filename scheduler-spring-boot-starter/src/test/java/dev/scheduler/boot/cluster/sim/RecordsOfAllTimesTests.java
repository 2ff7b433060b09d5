package dev.scheduler.boot.cluster.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.scheduler.boot.cluster.sim.SimWorld.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

/** Every scheduled time ran or is explained, on fresh tables, over changes of schedules and over steps of the database's clock. */
class RecordsOfAllTimesTests {

    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();
    private static final int TASKS = 200;

    @BeforeAll
    static void sayNothing() {
        Protocol.silence();
    }

    @AfterAll
    static void speakAgain() {
        Protocol.endSilence();
    }

    @Tag("S19")
    @Test
    void twoHundredTasksOnFreshTablesLoseNoTimeAndSoDoTheirNewSchedulesAfterADeploy() {
        Stage.play(stage -> {
            Actor first = stage.node("first");
            withAll(first, "every 2 seconds").start();
            stage.passSeconds(30);
            first.stop();
            Instant stopped = stage.now();
            Actor second = stage.node("second");
            withAll(second, "every 3 seconds").start();
            Instant began = stage.now();
            stage.passSeconds(120);

            for (int task = 0; task < TASKS; task++) {
                Set<Instant> known = known(stage, "task-" + task);
                assertThat(known).containsAll(every(2, EPOCH, stopped.minusSeconds(4)));
                assertThat(known).containsAll(every(3, began, began.plusSeconds(45)));
            }
            assertThat(second.starts().size()).as("they run").isGreaterThan(TASKS * 35);
        });
    }

    private static Actor withAll(Actor node, String schedule) {
        for (int task = 0; task < TASKS; task++) {
            node.with("task-" + task, schedule, ONE_SERVER);
        }
        return node;
    }

    private static List<Instant> every(int seconds, Instant after, Instant until) {
        List<Instant> times = new ArrayList<>();
        Instant first = Instant.ofEpochSecond((after.getEpochSecond() / seconds + 1) * seconds);
        for (Instant time = first; time.isBefore(until); time = time.plusSeconds(seconds)) {
            times.add(time);
        }
        return times;
    }

    /** The times that were started somewhere, or of whose records listeners heard. */
    private static Set<Instant> known(Stage stage, String task) {
        Set<Instant> known = new HashSet<>();
        stage.starts(task).forEach(start -> known.add(start.scheduledTime()));
        for (Execution each : stage.told(task)) {
            for (Instant time = each.firstScheduledTime();
                    !time.isAfter(each.scheduledTime());
                    time = time.plusSeconds(1)) {
                known.add(time);
            }
        }
        return known;
    }

    /** So few rows are kept that those of the times ahead are purged before the clock is right again. */
    @Tag("S18")
    @Test
    void afterAStepOfTheDatabasesClockAndBackTimesRunOnceOrSayWhyNot() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger sweeps = (Logger) LoggerFactory.getLogger("dev.scheduler.boot.cluster.SweepRound");
        said.start();
        sweeps.setLevel(Level.WARN);
        sweeps.addAppender(said);
        Stage.play(RecordsOfAllTimesTests::stepAndBack);
        sweeps.detachAppender(said);
        sweeps.setLevel(null);

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(each -> each.startsWith("a is skipped until"))
                .as("one on each node that records some of them")
                .hasSizeBetween(1, 3);
    }

    private static void stepAndBack(Stage stage) {
        Actor one = stage.node("one").with("a", "every 10 seconds", ONE_SERVER).start();
        Actor two = stage.node("two").with("a", "every 10 seconds", ONE_SERVER).start();
        stage.passSeconds(60);
        stage.step(Duration.ofMinutes(20));
        stage.passSeconds(600);
        Instant furthest = stage.now();
        stage.step(Duration.ofMinutes(-20));
        Instant back = stage.now();
        stage.passSeconds(240);
        one.stop();
        two.stop();
        Actor three =
                stage.node("three").with("a", "every 10 seconds", ONE_SERVER).start();
        stage.until(furthest.plusSeconds(180));

        assertThat(stage.starts("a")).extracting(Actor.Start::scheduledTime).doesNotHaveDuplicates();
        assertThat(three.starts())
                .extracting(Actor.Start::scheduledTime)
                .as("runs again after the step, also after a restart")
                .containsAll(every(10, furthest.plusSeconds(10), furthest.plusSeconds(170)));
        Set<Instant> known = known(stage, "a");
        assertThat(known).containsAll(every(10, back.plusSeconds(10), furthest));
        assertThat(stage.told("a"))
                .filteredOn(each -> each.state() == ExecutionState.SKIPPED)
                .isNotEmpty()
                .allMatch(each -> each.reason() == Reason.CLOCK_JUMP);
        assertThat(stage.told("a"))
                .filteredOn(each -> each.scheduledTime().isAfter(back.plusSeconds(60))
                        && each.scheduledTime().isBefore(furthest))
                .as("of no living node is it said that it was down")
                .noneMatch(each -> each.reason() == Reason.NODE_DOWN);
    }

    @Tag("S22")
    @Test
    void aTimeThatRanOnOneOfTwoNodesIsExplainedAsRunOnBoth() {
        TaskSettings alone = TaskSettings.builder().withoutOverlapping(true).build();
        Stage.play(stage -> {
            List<Actor> nodes = List.of(stage.node("one"), stage.node("two"));
            nodes.forEach(node -> node.with("a", "every 5 seconds", alone, Duration.ofSeconds(12))
                    .start());
            for (int round = 0; round < 24; round++) {
                stage.passSeconds(5);
                explained(stage, nodes);
            }
            assertThat(stage.starts("a")).extracting(Actor.Start::node).contains("one", "two");
        });
    }

    /** Those of the last half minute. What runs on another node has its row when it has run for a while. */
    private static void explained(Stage stage, List<Actor> nodes) {
        stage.passSeconds(1);
        Instant now = stage.now();
        List<Actor.Start> starts = stage.starts("a");
        for (Instant time : every(5, now.minusSeconds(30), now.minusSeconds(4))) {
            List<String> ranOn = starts.stream()
                    .filter(start -> start.scheduledTime().equals(time))
                    .map(Actor.Start::node)
                    .toList();
            assertThat(ranOn).hasSizeLessThan(2);
            for (Actor node : nodes) {
                String answer = node.scheduler().explain("a", time).answer();
                if (!ranOn.isEmpty()) {
                    assertThat(answer).contains("on " + ranOn.get(0)).doesNotContain("SKIPPED");
                } else if (time.isAfter(EPOCH)) {
                    assertThat(answer).contains("SKIPPED, OVERLAPPING");
                }
            }
        }
        assertThat(nodes.get(0).scheduler().executions("a"))
                .filteredOn(each -> each.state() == ExecutionState.SKIPPED)
                .as("counted by the times that follow each other on one node")
                .allMatch(each -> each.count()
                        == Duration.between(each.firstScheduledTime(), each.scheduledTime())
                                                .toSeconds()
                                        / 5
                                + 1);
    }
}
