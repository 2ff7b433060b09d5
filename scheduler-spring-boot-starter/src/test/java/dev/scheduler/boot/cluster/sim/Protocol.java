package dev.scheduler.boot.cluster.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What each node says and does, in the order of the virtual time; kept for one simulation at a time, as it is slow. */
final class Protocol extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String OURS = "dev.scheduler";

    private final List<String> lines = new ArrayList<>();

    @Nullable
    private SimWorld world;

    /** Keeps what is logged from now on. */
    static Protocol open() {
        Protocol protocol = new Protocol();
        Logger logger = (Logger) LoggerFactory.getLogger(OURS);
        protocol.setContext(logger.getLoggerContext());
        protocol.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(protocol);
        return protocol;
    }

    /** Logs nothing: a million seeds would say too much. */
    static void silence() {
        Logger logger = (Logger) LoggerFactory.getLogger(OURS);
        logger.setLevel(Level.OFF);
    }

    void of(SimWorld simulation) {
        world = simulation;
    }

    void add(String who, String what) {
        SimWorld simulation = world;
        if (simulation != null) {
            lines.add(String.format(
                    Locale.ROOT, "%9.3f s  %s  %-8s %s", simulation.now() / 1e9, simulation.instant(), who, what));
        }
    }

    List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (Thread.currentThread() instanceof SimThread thread && thread.process != null) {
            add(thread.process.name(), words(event));
        }
    }

    private static String words(ILoggingEvent event) {
        String name = event.getLoggerName();
        String thrown = event.getThrowableProxy() == null
                ? ""
                : " (" + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage() + ")";
        return event.getLevel() + " " + name.substring(name.lastIndexOf('.') + 1) + ": " + event.getFormattedMessage()
                + thrown;
    }

    @Override
    public void close() {
        Logger logger = (Logger) LoggerFactory.getLogger(OURS);
        logger.detachAppender(this);
        logger.setAdditive(true);
        silence();
    }
}
