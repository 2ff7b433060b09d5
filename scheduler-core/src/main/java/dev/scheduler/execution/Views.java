package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Explanation;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskView;
import dev.scheduler.history.HistoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be read of tasks: what the engine knows together with what the history does. */
record Views(Environment environment, Engine engine) {

    private static final Logger log = LoggerFactory.getLogger(Views.class);

    /** Tasks and where they stand, in their order. */
    List<TaskView> of(List<TaskEntry> entries) {
        List<String> names = entries.stream().map(TaskEntry::name).toList();
        Map<String, HistoryStore.Lasts> lasts = ask(history -> history.lasts(names), Map.of());
        return entries.stream()
                .map(entry -> view(entry, lasts.getOrDefault(entry.name(), HistoryStore.Lasts.NONE)))
                .toList();
    }

    /** A task and where it stands. */
    TaskView of(TaskEntry entry) {
        return view(entry, ask(history -> history.lasts(entry.name()), HistoryStore.Lasts.NONE));
    }

    private <T> T ask(Function<HistoryStore, T> question, T unknown) {
        try {
            return question.apply(environment.history());
        } catch (StoreUnavailableException away) {
            log.debug("Tasks are shown without what became of them: {}", away.getMessage());
            return unknown;
        }
    }

    /** What is running and was started before an instant. */
    List<Execution> lasting(Stream<TaskEntry> entries, Instant startedBefore) {
        return entries.filter(entry -> entry.runs().isBusy())
                .flatMap(entry -> entry.executions().stream())
                .filter(each -> each.state() == ExecutionState.RUNNING)
                .filter(each -> each.start() != null && each.start().isBefore(startedBefore))
                .toList();
    }

    private TaskView view(TaskEntry entry, HistoryStore.Lasts lasts) {
        List<Execution> running = entry.executions();
        return new TaskView(
                entry.definition(),
                engine.pause(entry),
                engine.due(entry),
                running,
                running.isEmpty() ? lasts.run() : running.get(0),
                lasts.success(),
                lasts.failure(),
                lasts.skip());
    }

    /**
     * What runs is asked first: what ends meanwhile is then in the history, and told of once. Of what runs here, this node
     * knows more than a history that all nodes share.
     */
    List<Execution> executions(TaskEntry entry) {
        List<Execution> here = entry.executions();
        List<Execution> kept = environment.history().executions(entry.name());
        List<Execution> executions = new ArrayList<>(here);
        executions.removeIf(
                each -> find(each, kept).anyMatch(same -> same.state().isFinal()));
        kept.stream()
                .filter(each ->
                        each.state().isFinal() || find(each, here).findAny().isEmpty())
                .forEach(executions::add);
        return executions;
    }

    private static Stream<Execution> find(Execution execution, List<Execution> among) {
        return among.stream().filter(each -> each.id().equals(execution.id()));
    }

    /** What became of a task at an instant. */
    Explanation explain(TaskEntry entry, Instant at) {
        List<Run> pending = entry.runs().pending();
        return new Explainer(
                        entry.definition(),
                        entry.since(),
                        engine.openSince(),
                        environment.now(),
                        engine.pause(entry),
                        pending,
                        executions(entry),
                        engine.dispatcher().coordination().isAccountedFor(entry.definition()))
                .explain(at);
    }
}
