package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds this node's tasks against what the cluster knows of them, and sees to it that the cluster has the schedules that its
 * nodes run: it begins those that are new, answers for those that nobody answers for, and ends those that nobody runs any more.
 * Safe for use by any thread: every change is a compare-and-set on the mark that was seen.
 */
final class Registration {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    /** A change, and what follows from it. */
    private static final int MOST_PASSES = 3;

    private final LocalNode node;
    private final TaskRows rows;
    private final NodeRows nodes;
    private final SharedOperations operations;
    private final ClusterClock clock;
    private final LateTimes lateTimes;
    private final Beginnings beginnings;
    private final Departures departures;
    private final Differences differences = new Differences();
    private final PerTask perTask = new PerTask("Telling the cluster the schedule");

    Registration(
            LocalNode node,
            TaskRows rows,
            NodeRows nodes,
            SharedOperations operations,
            NodeHeartbeat heartbeat,
            ClusterClock clock,
            LateTimes lateTimes) {
        this.node = node;
        this.rows = rows;
        this.nodes = nodes;
        this.operations = operations;
        this.clock = clock;
        this.lateTimes = lateTimes;
        this.beginnings = new Beginnings(clock);
        this.departures = new Departures(heartbeat.lease());
    }

    /**
     * One look at all tasks.
     *
     * @param sweep whether it counts as a sweep, for those that wait for others to act
     * @return the tasks that this node may judge
     */
    List<Agreement> look(boolean sweep) {
        boolean counts = sweep;
        for (int pass = 1; ; pass++) {
            Look look = new Look(counts);
            if (!look.acts() || pass == MOST_PASSES) {
                return look.agreed;
            }
            counts = false;
        }
    }

    /** What is seen at one moment. Marks come first: what they say that is news, the operations say by then, too. */
    private final class Look {

        private final boolean counts;
        private final Map<String, TaskMark> marks = rows.all();
        private final Map<String, LocalTask> locals = new TreeMap<>();
        private final Map<String, Instant> removals;
        private final Instant now = clock.instant();
        private final List<TaskMark> fresh = new ArrayList<>();
        private final List<Agreement> agreed = new ArrayList<>();
        private final List<Execution> late = new ArrayList<>();
        private final Living living = new Living(node.id(), nodes);

        Look(boolean counts) {
            this.counts = counts;
            operations.refresh();
            node.tasks().forEach(each -> locals.put(each.definition().name(), each));
            this.removals = node.removals();
        }

        /** Whether anything was changed, so that another look is due. */
        boolean acts() {
            Set<String> names = new TreeSet<>(locals.keySet());
            names.addAll(removals.keySet());
            boolean changed = false;
            try {
                for (String name : names) {
                    changed |= perTask.test(name, () -> acts(name, locals.get(name), marks.get(name)));
                }
                register();
            } finally {
                MissedSummary.tell(node, late);
            }
            return changed || !fresh.isEmpty();
        }

        /** What the database refuses of one must not keep the others out. */
        private void register() {
            try {
                if (!fresh.isEmpty()) {
                    rows.register(fresh);
                }
            } catch (StoreException refused) {
                if (!refused.isOfValues()) {
                    throw refused;
                }
                fresh.forEach(each -> perTask.run(each.task(), () -> rows.register(List.of(each))));
            }
        }

        private boolean acts(String name, @Nullable LocalTask local, @Nullable TaskMark mark) {
            if (mark == null) {
                settle(name);
                Schedule own = schedule(local);
                if (local != null && own != null) {
                    fresh.add(TaskMark.first(name, ScheduleText.of(own), node.id(), beginnings.sinceKnown(local, now)));
                }
                return false;
            }
            beginnings.saw(mark, now);
            if (local != null && local.revision() != mark.revision()) {
                node.revision(name, mark.revision());
            }
            return ScheduleText.isSchedule(mark.schedule()) ? holds(local, mark) : startsAgain(local, mark);
        }

        /** The task has no scheduled times for the cluster: it has again, if this node runs it. */
        private boolean startsAgain(@Nullable LocalTask local, TaskMark mark) {
            settle(mark.task());
            boolean byHand = !mark.schedule().equals(TaskMark.NO_SCHEDULE) && operations.isOverridden(mark.task());
            Schedule own = schedule(local);
            return local != null
                    && own != null
                    && !byHand
                    && begin(mark, ScheduleText.of(own), beginnings.since(local, mark, now), now);
        }

        private boolean holds(@Nullable LocalTask local, TaskMark mark) {
            Instant removal = removal(mark);
            Schedule own = schedule(local);
            if (local != null && own != null && removal == null && ScheduleText.says(mark.schedule(), own)) {
                return agree(new Agreement(local, mark, own));
            }
            if (mark.setBy().equals(node.id())) {
                return release(mark);
            }
            if (living.has(mark.setBy())) {
                othersAnswer(local, mark, removal);
                return false;
            }
            return (removal != null || mayTakeOver(local)) && succeeds(local, mark, removal);
        }

        /** The one by which this node runs a task by itself; null where there is none. */
        private static @Nullable Schedule schedule(@Nullable LocalTask local) {
            return local != null && local.candidate() && local.definition().timing() instanceof Schedule schedule
                    ? schedule
                    : null;
        }

        /** A node that has it for the list only as its profile is another leaves it to those of its profile. */
        private static boolean mayTakeOver(@Nullable LocalTask local) {
            return local != null && (local.candidate() || !local.definition().isEnabled());
        }

        private boolean agree(Agreement agreement) {
            TaskMark mark = agreement.mark();
            departures.stay(mark.task());
            differences.forget(mark.task());
            agreed.add(agreement);
            boolean changed = !living.has(mark.setBy()) && rows.adopt(mark, node.id());
            Instant since = beginnings.since(agreement.local(), mark, now);
            return (since.isBefore(mark.since()) && beginEarlier(agreement, since)) || changed;
        }

        private boolean beginEarlier(Agreement agreement, Instant since) {
            List<Execution> records = lateTimes.of(agreement, since);
            boolean begun = rows.beginEarlier(agreement.mark(), since, records);
            if (begun) {
                late.addAll(records);
            }
            return begun;
        }

        /** Whether a removal on this node is still to be taken into account. */
        private @Nullable Instant removal(TaskMark mark) {
            Instant removed = removals.get(mark.task());
            if (removed == null) {
                return null;
            }
            Instant removal = clock.putRight(removed, now);
            if (removal.isBefore(mark.since())) {
                settle(mark.task());
                return null;
            }
            return removal;
        }

        private void settle(String task) {
            Instant removed = removals.get(task);
            if (removed != null) {
                node.settled(task, removed);
                departures.stay(task);
            }
        }

        private boolean release(TaskMark mark) {
            departures.leave(mark.task(), now);
            return rows.adopt(mark, "");
        }

        /** Somebody else answers for the schedule. Whether that will last, a removal has to know. */
        private void othersAnswer(@Nullable LocalTask local, TaskMark mark, @Nullable Instant removal) {
            if (removal != null && departures.outlasts(mark.task(), removal, now)) {
                settle(mark.task());
            } else if (removal == null && local != null && local.candidate() && counts) {
                differences.saw(mark, local);
            }
        }

        /** Nobody answers for the schedule; if that stays so, it ends, and this node's begins if it has one. */
        private boolean succeeds(@Nullable LocalTask local, TaskMark mark, @Nullable Instant removal) {
            Orphan orphan = departures.waiting(mark, now, counts);
            if (!orphan.isForsaken()) {
                return false;
            }
            Instant since = local == null ? now : beginnings.since(local, mark, now);
            Instant end =
                    removal != null ? departures.end(mark.task(), removal) : TaskAccount.later(since, orphan.noticed());
            Schedule own = schedule(local);
            boolean done = own == null ? end(mark, end) : begin(mark, ScheduleText.of(own), since, end);
            if (done) {
                settle(mark.task());
                departures.stay(mark.task());
            }
            return done;
        }

        private boolean begin(TaskMark mark, String schedule, Instant since, Instant end) {
            boolean begun = rows.begin(mark, schedule, node.id(), since, end);
            if (begun) {
                log.info(
                        "{}: the cluster knew it as \"{}\", from now on as \"{}\"",
                        mark.task(),
                        mark.schedule(),
                        schedule);
            }
            return begun;
        }

        private boolean end(TaskMark mark, Instant end) {
            boolean ended = rows.begin(mark, TaskMark.NO_SCHEDULE, "", end, end);
            if (ended) {
                log.info("{}: no node runs it any more; the cluster knew it as \"{}\"", mark.task(), mark.schedule());
            }
            return ended;
        }
    }
}
