package dev.scheduler.boot.cluster;

import dev.scheduler.TaskDefinition;
import dev.scheduler.boot.jdbc.TaskMark;
import dev.scheduler.boot.jdbc.TaskMarks;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the cluster and this node know of the tasks' schedules. The node that came last, or that was told last, decides; one
 * whose schedule is another runs its own times but judges nothing.
 */
final class KnownSchedules {

    private static final Logger log = LoggerFactory.getLogger(KnownSchedules.class);

    /** The width of the column. */
    private static final int LONGEST = 1_000;

    private final TaskMarks marks;
    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> theirs = new HashMap<>();

    KnownSchedules(TaskMarks marks) {
        this.marks = marks;
    }

    /** The tasks on whose schedules this node and the cluster agree, with their marks. Others are told to the cluster. */
    Map<TaskDefinition, TaskMark> agreed(Collection<TaskDefinition> tasks, Instant now) {
        Map<String, TaskMark> known = marks.all();
        Map<TaskDefinition, TaskMark> agreed = new HashMap<>();
        List<TaskMark> fresh = new ArrayList<>();
        for (TaskDefinition task : tasks) {
            String words = words(task);
            TaskMark mark = known.get(task.name());
            if (mark == null) {
                fresh.add(TaskMark.first(task.name(), words, now));
            } else if (mark.schedule().equals(words)) {
                agreed.put(task, mark);
            } else {
                differs(mark, words, now);
            }
            ours.put(task.name(), words);
        }
        if (!fresh.isEmpty()) {
            marks.register(fresh);
        }
        return agreed;
    }

    private void differs(TaskMark mark, String words, Instant now) {
        boolean news = !words.equals(ours.get(mark.task()));
        if (news && marks.reschedule(mark, words, now)) {
            log.info("{}: the cluster knew it as \"{}\", from now on as \"{}\"", mark.task(), mark.schedule(), words);
        } else if (!Objects.equals(theirs.put(mark.task(), mark.schedule()), mark.schedule())) {
            log.warn(
                    "{}: this node runs it \"{}\", other nodes run it \"{}\"; each runs its own times",
                    mark.task(),
                    words,
                    mark.schedule());
        }
    }

    /** A disabled task has none, so that nothing of that time is missed when it comes back. */
    private static String words(TaskDefinition task) {
        String words = task.isEnabled() && task.timing() instanceof Schedule schedule
                ? schedule + " in " + schedule.zone()
                : TaskMark.NO_SCHEDULE;
        return words.length() <= LONGEST
                ? words
                : words.substring(0, LONGEST - 10) + "#" + Integer.toHexString(words.hashCode());
    }
}
