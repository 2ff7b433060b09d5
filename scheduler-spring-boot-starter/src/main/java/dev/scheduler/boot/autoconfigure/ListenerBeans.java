package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.thread.Printable;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells the application's listeners, each of them whatever the others throw. They are looked up when the first execution
 * is told of, so that a listener may itself be made with the scheduler.
 */
final class ListenerBeans implements ExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(ListenerBeans.class);

    private final SingletonSupplier<List<ExecutionListener>> listeners;

    ListenerBeans(ObjectProvider<ExecutionListener> beans) {
        this.listeners = SingletonSupplier.of(() -> beans.orderedStream().toList());
    }

    @Override
    public void started(Execution execution) {
        tell(execution, ExecutionListener::started);
    }

    @Override
    public void ended(Execution execution) {
        tell(execution, ExecutionListener::ended);
    }

    private void tell(Execution execution, BiConsumer<ExecutionListener, Execution> call) {
        for (ExecutionListener listener : listeners.obtain()) {
            try {
                call.accept(listener, execution);
            } catch (Throwable broken) {
                log.error(
                        "Listener {} failed on {} ({})",
                        listener,
                        execution.task(),
                        execution.id(),
                        Printable.of(broken));
            }
        }
    }
}
