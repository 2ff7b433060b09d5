package dev.scheduler.boot.actuate;

import dev.scheduler.task.TaskNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be asked for in a write. */
enum Action {
    RUN,
    PAUSE,
    RESUME,
    CANCEL,
    RESCHEDULE,
    RESET,
    UNLOCK;

    /** What may be asked for of one task. */
    static final List<Action> ON_ONE = List.of(values());

    /** What may be asked for of all tasks at once. */
    static final List<Action> ON_ALL = List.of(PAUSE, RESUME);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The action that a word stands for.
     *
     * @throws BadRequestException if it stands for none of those that are valid here
     */
    static Action parse(@Nullable String word, List<Action> valid) {
        List<String> words = valid.stream().map(Action::word).toList();
        if (word == null) {
            throw new BadRequestException(
                    "The body has no \"action\", expected one of " + words + ", such as {\"action\": \"pause\"}.",
                    null,
                    words);
        }
        return valid.stream()
                .filter(action -> action.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(word, words));
    }

    private static BadRequestException unknown(String word, List<String> valid) {
        String elsewhere =
                Arrays.stream(values()).anyMatch(action -> action.word().equals(word))
                        ? "\"" + word + "\" goes with one task, not with all of them"
                        : "Unknown action \"" + word + "\"";
        return new BadRequestException(
                elsewhere + ", expected one of " + valid + ".", TaskNames.nearest(word, valid), valid);
    }
}
