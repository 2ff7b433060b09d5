package dev.scheduler.sample;

import dev.scheduler.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The other class that may be a task: a plain {@link Runnable}. Its schedule is said in words. */
@Component
@Task("every half minute")
class SalesReport implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SalesReport.class);

    private final Shop shop;

    SalesReport(Shop shop) {
        this.shop = shop;
    }

    @Override
    public void run() {
        log.info("Sales so far: {} orders, {} in total; {} open carts", shop.orders(), shop.revenue(), shop.carts());
    }
}
