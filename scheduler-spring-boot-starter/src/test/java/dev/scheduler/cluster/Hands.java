package dev.scheduler.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Scheduler;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.schedule.Schedule;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Does by hand on a node what its scenario asks for: a verb, a task, and what else the verb needs. Not thread-safe. */
final class Hands {

    /** What an answer begins with where it was done. */
    static final String DONE = "DONE ";

    /** What an answer begins with where it was refused. */
    static final String REFUSED = "REFUSED ";

    private static final ByHand OPERATOR = ByHand.of("operator");

    private final Scheduler scheduler;
    private final Map<String, TaskDefinition> removed = new HashMap<>();

    Hands(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Does it, and says what came of it. */
    String obey(String order) {
        String[] words = order.split(" ", 3);
        try {
            return DONE + act(words[0], words[1], words.length == 3 ? words[2] : "");
        } catch (TaskRefusedException | StoreUnavailableException | NoSuchTaskException no) {
            return REFUSED + no.getMessage();
        }
    }

    private String act(String verb, String task, String rest) {
        switch (verb) {
            case "run" -> {
                return scheduler.run(task, OPERATOR);
            }
            case "pause" -> scheduler.pause(task, OPERATOR);
            case "resume" -> scheduler.resume(task, OPERATOR);
            case "reschedule" -> scheduler.reschedule(task, Schedule.parse(rest, ZoneOffset.UTC), OPERATOR);
            case "reset" -> scheduler.reset(task, OPERATOR);
            case "remove" -> {
                removed.put(task, scheduler.task(task).definition());
                scheduler.remove(task);
            }
            case "register" -> scheduler.register(Objects.requireNonNull(removed.remove(task)));
            default -> throw new IllegalArgumentException("No hand can " + verb);
        }
        return verb;
    }
}
