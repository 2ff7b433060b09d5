package dev.scheduler.sample;

import dev.scheduler.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A task that takes longer than its interval. It never runs over itself, on no other node either: while it runs, its
 * scheduled times are skipped. Each third import hangs, is interrupted after eight seconds and counts as timed out.
 */
@Component
class StockImport {

    private static final Logger log = LoggerFactory.getLogger(StockImport.class);

    private int imports;

    @Task(every = "5 seconds", timeout = "8 seconds", withoutOverlapping = true)
    void read() throws InterruptedException {
        imports++;
        Thread.sleep(imports % 3 == 0 ? 60_000 : 6_000);
        log.info("Stock read from the slow supplier, import {}", imports);
    }
}
