package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why something was not done.
 *
 * @param error the whole reason, for people
 * @param nearest what was probably meant
 * @param expected what would be accepted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Refusal(String error, @Nullable String nearest, List<String> expected) implements OperationResponseBody {

    static Refusal of(RuntimeException refused) {
        return new Refusal(String.valueOf(refused.getMessage()), null, List.of());
    }
}
