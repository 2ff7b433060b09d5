package dev.scheduler.boot.actuate;

import dev.scheduler.ByHand;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskRefusedException;
import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;

/** {@code /actuator/scheduledtasks} over HTTP, with Boot's document widened by ours. */
@EndpointWebExtension(endpoint = ScheduledTasksEndpoint.class)
final class ScheduledTasksWebExtension {

    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final TaskPages pages;
    private final TaskCommands commands;

    ScheduledTasksWebExtension(TaskPages pages, TaskCommands commands) {
        this.pages = pages;
        this.commands = commands;
    }

    @ReadOperation
    ScheduledTasksDocument scheduledTasks() {
        return pages.all();
    }

    @ReadOperation
    WebEndpointResponse<OperationResponseBody> task(@Selector String name, @Nullable String at) {
        return answer(() -> new WebEndpointResponse<>(pages.one(name, at)));
    }

    @WriteOperation
    WebEndpointResponse<OperationResponseBody> change(
            @Selector String name,
            @Nullable String action,
            @Nullable String schedule,
            @Nullable String zone,
            @Nullable String reason,
            @Nullable Boolean force,
            SecurityContext caller) {
        return answer(() -> done(commands.one(name, action, schedule, zone, by(caller, reason, force))));
    }

    @WriteOperation
    WebEndpointResponse<OperationResponseBody> changeAll(
            @Nullable String action, @Nullable String reason, SecurityContext caller) {
        return answer(() -> done(commands.all(action, by(caller, reason, null))));
    }

    private static ByHand by(SecurityContext caller, @Nullable String reason, @Nullable Boolean force) {
        Principal principal = caller.getPrincipal();
        return new ByHand(principal == null ? null : principal.getName(), reason, Boolean.TRUE.equals(force));
    }

    /** A run goes on after the answer. */
    private static WebEndpointResponse<OperationResponseBody> done(Receipt receipt) {
        return new WebEndpointResponse<>(
                receipt, receipt.execution() == null ? WebEndpointResponse.STATUS_OK : ACCEPTED);
    }

    private static WebEndpointResponse<OperationResponseBody> answer(
            Supplier<WebEndpointResponse<OperationResponseBody>> work) {
        try {
            return work.get();
        } catch (NoSuchTaskException unknown) {
            Refusal refusal = new Refusal(String.valueOf(unknown.getMessage()), unknown.nearest(), List.of());
            return new WebEndpointResponse<>(refusal, WebEndpointResponse.STATUS_NOT_FOUND);
        } catch (BadRequestException unreadable) {
            return new WebEndpointResponse<>(unreadable.refusal(), WebEndpointResponse.STATUS_BAD_REQUEST);
        } catch (WritesOffException forbidden) {
            return new WebEndpointResponse<>(Refusal.of(forbidden), FORBIDDEN);
        } catch (TaskRefusedException refused) {
            int status = refused.isStopping() ? WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE : CONFLICT;
            return new WebEndpointResponse<>(Refusal.of(refused), status);
        } catch (StoreUnavailableException away) {
            return new WebEndpointResponse<>(Refusal.of(away), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
