package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What the databases say differently: rows as parameters, inserts that pass over what is there, updates from rows. */
sealed interface Dialect permits ArrayDialect, MySqlDialect {

    /** The platform in the names of the schema scripts. */
    String platform();

    /** A source of rows, usable where a table is, with the batch's values as parameters. */
    String source(Batch batch);

    /**
     * The same for a batch of columns of a table that others may have made, numbers aside: its texts compare with those in the
     * table, however that sorts them.
     */
    default String source(Batch batch, String table) {
        return source(batch);
    }

    /** Sets the parameters of a batch's source, and returns the index after the last of them. */
    int bind(PreparedStatement statement, int from, Batch batch) throws SQLException;

    /**
     * Inserts those rows of a batch that meet a condition on {@code v} and collide with none that exists. Waits for another's
     * insert of the same key no longer than a limit, where the database lets one statement say so.
     *
     * @param key the columns of the primary key
     * @param patience how long to wait for a lock
     */
    String insertNew(String table, Batch batch, List<String> key, String condition, Duration patience);

    /**
     * Sets columns of the rows {@code e} of a table, in this order, where a condition on them and on rows {@code v} holds.
     *
     * @param patience how long to wait for a lock, where the database lets one statement say so
     */
    String update(String table, String source, List<Assignment> assignments, String condition, Duration patience);

    /** Assignments as SQL, each behind a prefix. */
    default String assignments(String prefix, List<Assignment> assignments) {
        return assignments.stream()
                .map(each -> prefix + each.column() + " = " + each.term())
                .collect(Collectors.joining(", "));
    }

    /** A query for the database's clock, in UTC. */
    default String now() {
        return "SELECT " + utc();
    }

    /** The database's time in UTC, in microseconds. */
    String utc();

    /** The database's time as ShedLock writes it into its table. */
    String shedLockNow();

    /** A time that is so much later than another. */
    String plus(String time, Duration length);

    /** A time that is later than another by a term in microseconds. */
    String later(String time, String micros);

    static long micros(Duration length) {
        return TimeUnit.MICROSECONDS.convert(length);
    }

    /** A time in UTC as ShedLock would write it. */
    default String toShedLock(String utc) {
        return utc;
    }

    /** A time that ShedLock wrote, in UTC. */
    default String fromShedLock(String time) {
        return time;
    }

    /** What ends a query of which only so many rows are wanted, after so many others. */
    default String rows(int most, int after) {
        return " LIMIT " + most + " OFFSET " + after;
    }

    /** Whether a change can return the ids of the rows that it changed. */
    boolean returnsIds();

    /** Limits how long a statement may take. */
    default void limit(PreparedStatement statement, Duration timeout) throws SQLException {
        statement.setQueryTimeout((int) timeout.plusMillis(999).toSeconds());
    }

    /** Whether a statement failed, with nothing changed, for another that ran at the same time, and may be tried again. */
    default boolean isCollision(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    /** How often a statement that collided is tried again. */
    default int mostCollisions() {
        return 5;
    }

    /** Whether a statement failed because a table does not exist. */
    static boolean isMissingTable(SQLException e) {
        return List.of("42P01", "42S02", "42S03", "42S04").contains(String.valueOf(e.getSQLState()));
    }

    /** The dialect of a database, by the name that its driver gives it. */
    static Dialect of(String product) {
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect();
            case "MySQL" -> new MySqlDialect("mysql");
            case "MariaDB" -> new MySqlDialect("mariadb");
            case "H2" -> new H2Dialect();
            default ->
                throw new IllegalArgumentException(
                        "History cannot be kept in \"" + product + "\", only in PostgreSQL, MySQL, MariaDB or H2");
        };
    }
}
