package dev.scheduler.sample;

import dev.scheduler.Task;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A task that fails now and then. The second try often helps; where it doesn't, the execution has failed, the error is
 * kept with it, and the schedule goes on.
 */
@Component
class CardPayments {

    private static final Logger log = LoggerFactory.getLogger(CardPayments.class);

    private int calls;

    @Task(every = "20 seconds", maxTries = 2, backoff = "1 second")
    void collect() throws IOException {
        calls++;
        if (calls % 6 >= 3) {
            throw new IOException("The payment provider answered 503 to call " + calls);
        }
        log.info("Card payments collected, call {}", calls);
    }
}
