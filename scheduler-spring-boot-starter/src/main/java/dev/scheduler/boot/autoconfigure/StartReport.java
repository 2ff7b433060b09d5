package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Scheduler;
import dev.scheduler.TaskView;
import dev.scheduler.boot.properties.SchedulerProperties;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, once, which tasks there are, when each is due next and where it was defined; then what is odd about them. */
final class StartReport implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(StartReport.class);
    private static final int MOST_LINES = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Scheduler scheduler;
    private final Supplier<List<String>> warnings;
    private final boolean enabled;
    private final ZoneId zone;

    StartReport(Scheduler scheduler, Supplier<List<String>> warnings, SchedulerProperties properties) {
        this.scheduler = scheduler;
        this.warnings = warnings;
        this.enabled = properties.enabled();
        this.zone = properties.zoneInForce();
    }

    @Override
    public void run() {
        List<TaskView> tasks = scheduler.tasks();
        if (!tasks.isEmpty() && log.isInfoEnabled()) {
            log.info(block(tasks));
        }
        warnings.get().forEach(log::warn);
    }

    private String block(List<TaskView> tasks) {
        Columns columns = new Columns();
        tasks.stream().limit(MOST_LINES).forEach(task -> columns.add(row(task)));
        return header(tasks.size())
                + columns
                + (tasks.size() <= MOST_LINES
                        ? ""
                        : System.lineSeparator() + "  and " + (tasks.size() - MOST_LINES) + " more");
    }

    private String header(int count) {
        return (count == 1 ? "1 task" : count + " tasks")
                + ", in " + zone + " where no other zone is set"
                + (enabled ? ":" : "; none runs by itself, as scheduler.enabled=false:");
    }

    private List<String> row(TaskView task) {
        return List.of(
                task.name(),
                TaskWords.timing(task.definition()),
                next(task),
                TaskWords.modifiers(task.definition()),
                task.definition().source());
    }

    private String next(TaskView task) {
        Timing timing = task.definition().timing();
        if (timing instanceof Delay && enabled && task.definition().isCandidate()) {
            return "next at start";
        }
        return timing instanceof Schedule schedule && task.next() != null
                ? "next " + local(task.next(), schedule.zone())
                : "";
    }

    private String local(Instant time, ZoneId own) {
        return TIME.format(time.atZone(own)) + (own.equals(zone) ? "" : " " + own);
    }
}
