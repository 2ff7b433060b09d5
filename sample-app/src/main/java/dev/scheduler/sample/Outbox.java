package dev.scheduler.sample;

import dev.scheduler.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A task with a delay: first at start, then ten seconds after the end of each run, however long that took. */
@Component
class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    @Task(delay = "10 seconds")
    void send() {
        log.info("Mails of the outbox sent");
    }
}
