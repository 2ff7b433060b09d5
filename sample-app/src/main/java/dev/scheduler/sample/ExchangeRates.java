package dev.scheduler.sample;

import dev.scheduler.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A task whose frequency is another one here than the code says: {@code application.yml} overrides it. */
@Component
class ExchangeRates {

    private static final Logger log = LoggerFactory.getLogger(ExchangeRates.class);

    @Task(every = "day", at = "16:00", on = "weekdays", zone = "Europe/Paris")
    void update() {
        log.info("Exchange rates updated");
    }
}
