package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims scheduled times by inserting their rows. Nothing changes the mark or the revision of a task while a claim on it is
 * under way: the task's row is locked, in MySQL by an insert that reads it, elsewhere by an explicit lock.
 */
final class ClaimTable {

    /** What a claim is asked by, behind the columns of its row. */
    private static final List<Column> TERMS =
            List.of(Column.number("revision"), Column.time("claimable_until"), Column.number("heeds_all"));

    private static final List<Column> REQUEST =
            Stream.concat(ExecutionRow.COLUMNS.stream(), TERMS.stream()).toList();

    /** What an answer is asked by. */
    private static final List<Column> QUESTION =
            Stream.concat(ExecutionRow.KEY.stream(), TERMS.stream()).toList();

    private final Database database;
    private final Dialect dialect;
    private final ExecutionTable executions;
    private final TaskTable locks;
    private final String table;
    private final String tasks;
    private final String pauses;

    ClaimTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.executions = new ExecutionTable(database);
        this.locks = new TaskTable(database);
        this.table = database.tables().execution();
        this.tasks = database.tables().task();
        this.pauses = database.tables().pause();
    }

    /** Claims in one statement where the database can answer by it, else in several. */
    Map<String, ClaimAnswer> claim(List<ClaimRequest> requests) {
        if (dialect instanceof PostgresDialect) {
            Batch batch = requests(requests);
            return database.call(connection -> answers(connection, inOne(batch), batch));
        }
        return dialect.locksWhatItReads()
                ? database.call(connection -> inSeveral(connection, requests))
                : database.transaction(connection -> {
                    locks.lock(connection, tasks(requests));
                    return inSeveral(connection, requests);
                });
    }

    private static Set<String> tasks(List<ClaimRequest> requests) {
        return requests.stream().map(request -> request.execution().task()).collect(Collectors.toSet());
    }

    /** An insert that looked for records of several times itself would lock, in MySQL, what lies between rows. */
    private Map<String, ClaimAnswer> inSeveral(Connection connection, List<ClaimRequest> requests) throws SQLException {
        Set<String> recorded = executions.recorded(
                connection, requests.stream().map(ClaimRequest::execution).toList());
        List<ClaimRequest> free = requests.stream()
                .filter(request -> !recorded.contains(request.execution().id()))
                .toList();
        if (!free.isEmpty()) {
            Batch batch = requests(free);
            database.update(connection, insert(batch), batch);
        }
        Batch questions =
                new Batch(QUESTION, requests.stream().map(ClaimTable::question).toList());
        return answers(connection, question(questions), questions);
    }

    private static Batch requests(List<ClaimRequest> requests) {
        return new Batch(REQUEST, requests.stream().map(ClaimTable::request).toList());
    }

    private static @Nullable Object[] request(ClaimRequest request) {
        @Nullable Object[] row = ExecutionRow.whole(request.execution(), true);
        return with(row, request);
    }

    private static @Nullable Object[] question(ClaimRequest request) {
        return with(ExecutionRow.key(request.execution()), request);
    }

    private static @Nullable Object[] with(@Nullable Object[] row, ClaimRequest request) {
        return Stream.concat(
                        Stream.of(row),
                        Stream.of(
                                request.revision(),
                                Utc.plus(request.execution().scheduledTime(), request.grace()),
                                request.evenWhenPaused() ? 0 : 1))
                .toArray();
    }

    private Map<String, ClaimAnswer> answers(Connection connection, String sql, Batch batch) throws SQLException {
        Map<String, ClaimAnswer> answers = new HashMap<>();
        database.query(connection, row -> answers.put(row.getString("id"), answer(row)), sql, batch);
        return answers;
    }

    private static ClaimAnswer answer(ResultSet row) throws SQLException {
        return ClaimAnswer.valueOf(row.getString("answer"));
    }

    /** Whoever meets the conditions and is not won has met the key of another row, whether that is seen here or not. */
    private String inOne(Batch batch) {
        String columns = Column.names("", ExecutionRow.COLUMNS);
        return "WITH c AS (SELECT " + dialect.utc() + " AS now_utc, patience.* FROM "
                + PostgresDialect.patience(database.patience()) + "), v AS MATERIALIZED " + dialect.source(batch)
                + ", fit AS MATERIALIZED (SELECT v.* FROM c, v JOIN " + tasks + " t ON t.name = v.task WHERE "
                + isFit("c.now_utc") + " AND " + executions.isRecorded()
                + " IS NOT TRUE ORDER BY v.task, v.scheduled_time FOR SHARE OF t)"
                + ", won AS (INSERT INTO " + table + " (" + columns + ") SELECT " + columns
                + " FROM fit ON CONFLICT DO NOTHING RETURNING id) SELECT v.id, "
                + answer(
                        "v.id IN (SELECT id FROM won) OR " + isOurs(),
                        "v.id IN (SELECT id FROM fit) OR " + executions.isRecorded(),
                        "c.now_utc")
                + " FROM c, v LEFT JOIN " + tasks + " t ON t.name = v.task";
    }

    private String insert(Batch batch) {
        String condition =
                "EXISTS (SELECT 1 FROM " + tasks + " t WHERE t.name = v.task AND " + isFit(dialect.utc()) + ")";
        return dialect.insertNew(
                table, ExecutionRow.COLUMNS, batch, ExecutionTable.PRIMARY_KEY, condition, database.patience());
    }

    private String question(Batch questions) {
        return "SELECT v.id, " + answer(isOurs(), executions.isRecorded(), dialect.utc()) + " FROM "
                + dialect.source(questions) + " v LEFT JOIN " + tasks + " t ON t.name = v.task";
    }

    private String isFit(String now) {
        return "t.revision = v.revision AND v.scheduled_time > t.accounted_until"
                + " AND v.scheduled_time > t.purged_until AND v.claimable_until > " + now + " AND NOT " + isPaused(now);
    }

    private String isPaused(String now) {
        return "EXISTS (SELECT 1 FROM " + pauses + " p WHERE p.ended_at IS NULL AND (p.ends_at IS NULL OR p.ends_at > "
                + now + ") AND (p.scope = v.task OR (p.scope = '*' AND v.heeds_all = 1)))";
    }

    private String isOurs() {
        return "EXISTS (SELECT 1 FROM " + table + " e WHERE " + ExecutionTable.IS_RUNNING + ")";
    }

    /** What holds comes first. Where nothing does, the row was refused by what has changed since. */
    private String answer(String isWon, String isTaken, String now) {
        return "CASE WHEN " + isWon + " THEN 'WON' WHEN " + isTaken + " THEN 'TAKEN'"
                + " WHEN t.name IS NULL OR t.revision <> v.revision OR " + isPaused(now) + " THEN 'CHANGED'"
                + " WHEN v.scheduled_time <= t.accounted_until THEN 'PASSED'"
                + " WHEN v.scheduled_time <= t.purged_until THEN 'PURGED'"
                + " WHEN v.claimable_until <= " + now + " THEN 'BEHIND' ELSE 'CHANGED' END AS answer";
    }
}
