package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.NodeBeat;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.thread.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Work that collides with another's is tried again, as whole transactions, until so many collisions are no chance any more. */
class CollisionsTests {

    private static final int MOST = 10;

    private final List<Duration> pauses = new ArrayList<>();
    private final Tables tables = Server.H2.fresh().tables();
    private final Database database = Database.open(
            proxy(DataSource.class, Server.H2.pool(), "prepareStatement"),
            tables,
            Duration.ofSeconds(5),
            proxy(Threads.class, Threads.system(), "sleep"),
            () -> Duration.ZERO);

    private final JdbcNodeRows nodes = new JdbcNodeRows(database);

    /** Which statements fail, counted from one, and with which state. */
    private IntPredicate fails = statement -> false;

    private String state = "40001";
    private int statements;

    /** The same, but that statements fail as the test says, and pauses are remembered instead of made. */
    private <T> T proxy(Class<T> type, Object target, String watched) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sleep")) {
                        pauses.add((Duration) arguments[0]);
                        return null;
                    }
                    if (method.getName().equals(watched) && fails.test(++statements)) {
                        throw new SQLException("could not serialize access", state);
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Connection connection
                                ? proxy(Connection.class, connection, watched)
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void workThatCollidedIsDoneAgainAfterPausesThatGrow(String collision) {
        state = collision;
        fails = statement -> statement <= 3;

        assertThat(nodes.now()).isNotNull();
        assertThat(statements).isEqualTo(4);
        assertThat(pauses).containsExactly(millis(2), millis(4), millis(8));
        assertThat(database.outage().isOn()).isFalse();
    }

    @Test
    void workThatCollidesEveryTimeEndsAfterTheMostWithPausesThatGrowNoLonger() {
        fails = statement -> true;

        assertThatThrownBy(nodes::now)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could not serialize access");
        assertThat(statements).isEqualTo(1 + MOST);
        assertThat(pauses)
                .hasSize(MOST)
                .isSorted()
                .startsWith(millis(2), millis(4), millis(8), millis(16), millis(32))
                .endsWith(millis(50), millis(50));
        assertThat(database.outage().isOn()).isTrue();
    }

    @Test
    void ofATransactionThatCollidedNothingIsKeptAndAllOfItIsDoneAgain() {
        fails = statement -> statement == 2;
        String insert = "INSERT INTO " + tables.node() + " (id, beats, lease_millis, started_at) VALUES (?, 1, 1, "
                + database.dialect().utc() + ")";
        int written = database.transaction(connection ->
                database.update(connection, insert, "one-" + statements) + database.update(connection, insert, "two"));

        assertThat(written).isEqualTo(2);
        assertThat(pauses).containsExactly(millis(2));
        assertThat(nodes.all()).extracting(NodeBeat::node).containsExactlyInAnyOrder("one-2", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57014", "42000"})
    void whatFailedForAnotherReasonIsNotTriedAgain(String other) {
        state = other;
        fails = statement -> true;

        assertThatThrownBy(nodes::now).isInstanceOf(StoreException.class);
        assertThat(statements).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }
}
