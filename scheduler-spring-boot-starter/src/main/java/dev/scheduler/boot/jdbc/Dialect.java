package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the databases say differently: rows as parameters, inserts that pass over what is there, updates from rows. */
sealed interface Dialect permits ArrayDialect, MySqlDialect {

    /** A character that the table's character set lacks; MySQL gives it a state that says nothing. */
    int MYSQL_INCORRECT_STRING = 1366;

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
    default String insertNew(String table, Batch batch, List<String> key, String condition, Duration patience) {
        return insertNew(table, batch.columns(), batch, key, condition, patience);
    }

    /** The same where a batch carries more than is inserted, for the condition. */
    String insertNew(
            String table, List<Column> columns, Batch batch, List<String> key, String condition, Duration patience);

    /** Whether the count that {@link #insertNew} comes to is that of the rows that were inserted. */
    default boolean countsNew() {
        return true;
    }

    /**
     * Sets columns of the rows {@code e} of a table, in this order, where a condition on them and on rows {@code v} holds.
     *
     * @param patience how long to wait for a lock, where the database lets one statement say so
     */
    String update(String table, String source, List<Assignment> assignments, String condition, Duration patience);

    /** Deletes the rows {@code e} of a table for which a condition on them and on rows {@code v} holds. */
    String delete(String table, String source, String condition, Duration patience);

    /**
     * A query for rows {@code e} of a table for which a condition on them and on rows {@code v} holds. They stay locked until
     * the transaction ends, and are locked in the order of the batch.
     *
     * @param columns of {@code e} and {@code v}
     * @param order the same order, for databases that go by the columns of the table
     */
    String lock(String columns, String table, Batch batch, String condition, String order, Duration patience);

    /** A source that, where the database does not go by the order of a batch, locks the rows that are to be updated first. */
    default String inOrder(String table, Batch batch, String condition, String order, Duration patience) {
        return source(batch);
    }

    /** The same for a table that others may have made, as {@link #source(Batch, String)} is. */
    default String inOrderOfTable(String table, Batch batch, String condition, String order, Duration patience) {
        return source(batch, table);
    }

    /** Whether a query that is joined may be about the row that it is joined with. */
    default boolean joinsLaterally() {
        return false;
    }

    /** Whether an insert locks the rows of other tables that its condition reads, so that they stay as they are. */
    boolean locksWhatItReads();

    /** Assignments as SQL, each behind a prefix. */
    default String assignments(String prefix, List<Assignment> assignments) {
        return assignments.stream()
                .map(each -> prefix + each.column() + " = " + each.term())
                .collect(Collectors.joining(", "));
    }

    /** A query for the database's clock, in UTC. */
    default String now() {
        return "SELECT " + utc() + " AS now_utc";
    }

    /** By how much the database's clock is taken to be ahead of what it says: nothing, but in tests. */
    Supplier<Duration> ahead();

    /** The database's time in UTC, in microseconds. */
    default String utc() {
        return ahead(utcClock());
    }

    /** The database's time as ShedLock writes it into its table. */
    default String shedLockNow() {
        return ahead(shedLockClock());
    }

    private String ahead(String clock) {
        Duration ahead = ahead().get();
        return ahead.isZero() ? clock : "(" + plus(clock, ahead) + ")";
    }

    /** What the database's clock says, in UTC, in microseconds. */
    String utcClock();

    /** What the database's clock says, as ShedLock writes it into its table. */
    String shedLockClock();

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

    /** Limits how long a statement may take. */
    default void limit(PreparedStatement statement, Duration timeout) throws SQLException {
        statement.setQueryTimeout((int) timeout.plusMillis(999).toSeconds());
    }

    /** Whether a statement failed, with nothing changed, for another that ran at the same time, and may be tried again. */
    default boolean isCollision(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    /** Whether a statement failed because of the values that it was given, so that trying again is in vain. */
    static boolean isOfValues(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || e.getErrorCode() == MYSQL_INCORRECT_STRING;
    }

    /** Whether a statement failed because a table does not exist. */
    static boolean isMissingTable(SQLException e) {
        return List.of("42P01", "42S02", "42S03", "42S04").contains(String.valueOf(e.getSQLState()));
    }

    /** Whether a statement failed because a column does not exist. */
    static boolean isMissingColumn(SQLException e) {
        return List.of("42703", "42S22").contains(String.valueOf(e.getSQLState()));
    }

    /** The dialect of a database, by the name that its driver gives it. */
    static Dialect of(String product) {
        return of(product, () -> Duration.ZERO);
    }

    /** The same, whose clock is taken to be ahead of what it says. */
    static Dialect of(String product, Supplier<Duration> ahead) {
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect(ahead);
            case "MySQL" -> new MySqlDialect("mysql", ahead);
            case "MariaDB" -> new MySqlDialect("mariadb", ahead);
            case "H2" -> new H2Dialect(ahead);
            default ->
                throw new IllegalArgumentException(
                        "History cannot be kept in \"" + product + "\", only in PostgreSQL, MySQL, MariaDB or H2");
        };
    }
}
