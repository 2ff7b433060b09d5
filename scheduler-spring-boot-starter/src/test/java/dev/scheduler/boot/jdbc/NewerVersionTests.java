package dev.scheduler.boot.jdbc;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.boot.cluster.Operation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node of a newer version has written that this one does not know. */
@ParameterizedClass
@EnumSource(Server.class)
class NewerVersionTests {

    private final Database database;

    NewerVersionTests(Server server) {
        database = server.fresh();
    }

    private void set(String table, String column, String name) {
        database.call(connection -> database.update(connection, "UPDATE " + table + " SET " + column + " = ?", name));
    }

    @Test
    void operationsOfAnUnknownKindArePassedOverAndSaidOnce() {
        JdbcOperationRows rows = new JdbcOperationRows(database);
        Operation asked = new Operation(0, Operation.Kind.RUN, "a", null, "two", Instant.EPOCH, ByHand.UNKNOWN);
        String kind = "DRAIN_" + database.tables().prefix();
        rows.write(asked);
        set(database.tables().operation(), "kind", kind);
        Operation known = rows.write(asked);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        Logger logger = (Logger) LoggerFactory.getLogger(KnownNames.class);
        logger.addAppender(said);
        assertThat(rows.after(0)).containsExactly(known);
        assertThat(rows.after(0)).containsExactly(known);
        logger.detachAppender(said);

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("A newer version has written the kind " + kind + ", which this one passes over");
    }

    @Test
    void anUnknownReasonOfAnExecutionIsNone() {
        new JdbcExecutionRows(database).insert(List.of(Executions.missed("a", 3)));
        set(database.tables().execution(), "reason", "ECLIPSE");

        assertThat(new ExecutionReader(database).newest("a", 10))
                .extracting(Execution::reason)
                .containsOnlyNulls();
    }
}
