package dev.scheduler.sample;

import dev.scheduler.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The plainest task: an annotation on a method. It is called {@code customers.visit}, after bean and method. */
@Component
class Customers {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);
    private static final List<String> NAMES = List.of("Ada", "Blaise", "Chen", "Dorothy", "Edsger");

    private final Shop shop;
    private int visits;

    Customers(Shop shop) {
        this.shop = shop;
    }

    @Task(every = "5 seconds")
    void visit() {
        String customer = NAMES.get(visits++ % NAMES.size());
        if (visits % 3 == 0) {
            shop.addCart(customer, Instant.now());
            log.info("{} filled a cart and went away", customer);
        } else {
            shop.addOrder(customer, BigDecimal.valueOf(1999L + 100L * visits, 2));
            log.info("{} ordered something", customer);
        }
    }
}
