package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A {@code DataSource} that throws what is no {@code SQLException}, as a routing one does. */
class BrokenDataSourceTests {

    private static final String MESSAGE = "Cannot determine target DataSource";

    /** The method that throws; null for none. */
    private @Nullable String broken;

    private final DataSource source = breaking(DataSource.class, Server.H2.pool());
    private final Database database = Database.open(source, Server.H2.fresh().tables(), Duration.ofSeconds(5));

    private <T> T breaking(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(target, arguments);
                        if (method.getName().equals(broken)) {
                            if (answer instanceof Connection unused) {
                                unused.close();
                            }
                            throw new IllegalStateException(MESSAGE);
                        }
                        return answer instanceof Connection connection
                                ? breaking(Connection.class, connection)
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"getConnection", "setNetworkTimeout", "prepareStatement", "close"})
    void isADatabaseThatDoesNotAnswer(String method) {
        broken = method;
        assertThatThrownBy(() -> database.call(database::now))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(MESSAGE)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(database.outage().isOn()).isTrue();
        assertThatThrownBy(() -> database.transaction(database::now)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> database.allOrNothing(connection -> database.now(connection) != null))
                .isInstanceOf(StoreException.class);
        broken = null;
        database.call(database::now);

        assertThat(database.outage().isOn()).isFalse();
    }

    @Test
    void isADatabaseThatCannotBeReachedAtTheStart() {
        broken = "getConnection";
        assertThatThrownBy(() -> Database.open(source, database.tables(), Duration.ofSeconds(5)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(MESSAGE);
    }

    @Test
    void thatCannotRollBackHidesNothingOfWhatFailed() {
        broken = "rollback";
        assertThatThrownBy(() -> database.transaction(connection -> {
                    throw new StoreException("first", new IllegalStateException());
                }))
                .isInstanceOf(StoreException.class)
                .hasMessage("first");
    }
}
