package dev.scheduler.boot.properties;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import dev.scheduler.task.CrontabLine;
import dev.scheduler.task.ExecHandler;
import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskDraft;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The tasks that have no bean: a shell command under {@code scheduler.tasks.<name>.exec}, or a line of a crontab under
 * {@code scheduler.crontab.<name>}. Environment variables define none, as a name cannot be told from its variable.
 */
final class CommandTasks {

    private static final ConfigurationPropertyName TASKS = PropertyKeys.ROOT.append("tasks");
    private static final ConfigurationPropertyName CRONTAB = PropertyKeys.ROOT.append("crontab");

    private final PropertyKeys keys;
    private final Binder binder;
    private final Faults faults;

    CommandTasks(PropertyKeys keys, Binder binder, Faults faults) {
        this.keys = keys;
        this.binder = binder;
        this.faults = faults;
    }

    List<TaskDraft> drafts() {
        List<TaskDraft> drafts = new ArrayList<>();
        for (ConfigurationPropertyName key : distinct(TASKS)) {
            if (key.getNumberOfElements() > TASKS.getNumberOfElements() + 1
                    && key.getLastElement(ConfigurationPropertyName.Form.UNIFORM)
                            .equals("exec")) {
                drafts.add(exec(key));
            }
        }
        distinct(CRONTAB).forEach(key -> addLine(key, drafts));
        return drafts;
    }

    private Set<ConfigurationPropertyName> distinct(ConfigurationPropertyName section) {
        Set<ConfigurationPropertyName> names = new LinkedHashSet<>();
        keys.spelledUnder(section).forEach(key -> names.add(key.name()));
        return names;
    }

    private TaskDraft exec(ConfigurationPropertyName key) {
        String name = name(key.getParent(), TASKS);
        String command = text(key);
        if (command.isBlank()) {
            faults.fault(key + " = \"\": expected a shell command, such as \"pg_dump mydb\"");
        }
        return draft(name, TimingSpec.UNSET, command, "scheduler.tasks." + name);
    }

    private void addLine(ConfigurationPropertyName key, List<TaskDraft> drafts) {
        String given = text(key);
        String name = name(key, CRONTAB);
        try {
            CrontabLine line = CrontabLine.parse(given);
            TimingSpec timing = TimingSpec.of(Map.of(TimingAttribute.CRON, line.cron(), TimingAttribute.ZONE, "UTC"));
            drafts.add(draft(name, timing, line.command(), "scheduler.crontab." + name));
        } catch (IllegalArgumentException e) {
            faults.fault(key + " = \"" + given + "\": " + e.getMessage());
        }
    }

    private String text(ConfigurationPropertyName key) {
        return binder.bind(key, Bindable.of(String.class)).orElse("");
    }

    private static String name(ConfigurationPropertyName key, ConfigurationPropertyName section) {
        return PropertyKey.taskName(new PropertyKey(key, false).elementsUnder(section));
    }

    private static TaskDraft draft(String name, TimingSpec timing, String command, String source) {
        return new TaskDraft(name, null, timing, TaskSettings.UNSET, List.of(), new ExecHandler(command), source);
    }
}
