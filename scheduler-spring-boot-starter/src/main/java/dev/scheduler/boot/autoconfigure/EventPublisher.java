package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.boot.ExecutionEndedEvent;
import dev.scheduler.boot.ExecutionStartedEvent;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes every start and end as an event of the application context. */
final class EventPublisher implements ExecutionListener {

    private final ApplicationEventPublisher publisher;

    EventPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void started(Execution execution) {
        publisher.publishEvent(new ExecutionStartedEvent(execution));
    }

    @Override
    public void ended(Execution execution) {
        publisher.publishEvent(new ExecutionEndedEvent(execution));
    }
}
