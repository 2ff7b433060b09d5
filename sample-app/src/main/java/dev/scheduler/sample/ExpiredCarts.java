package dev.scheduler.sample;

import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * A task that asks about its own execution. It counts from the scheduled time, which is the same however late it starts,
 * and leaves a line with the execution: {@code /actuator/scheduledtasks/expired-carts.delete} shows it, {@link Journal}
 * logs it. Where the shop has several nodes, one of them does it for all.
 */
@Component
class ExpiredCarts {

    private static final Duration LIFE = Duration.ofSeconds(30);

    private final Shop shop;

    ExpiredCarts(Shop shop) {
        this.shop = shop;
    }

    @Task(
            every = "10 seconds",
            onOneServer = true,
            description = "Deletes carts that nobody has touched for half a minute")
    void delete(TaskContext context) {
        Instant limit = context.scheduledTime().minus(LIFE);
        int deleted = shop.deleteCartsUntouchedSince(limit);
        context.output("Carts deleted: " + deleted + ", last touched before " + limit);
    }
}
