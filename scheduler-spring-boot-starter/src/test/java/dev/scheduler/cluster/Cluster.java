package dev.scheduler.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** The nodes of one scenario, on a database of their own. */
final class Cluster implements AutoCloseable {

    /** How long a node's counter may stand still, and how long a lock outlives its holder. */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** How late a scheduled time may be accepted. */
    static final Duration GRACE = Duration.ofSeconds(3);

    /** Until every scheduled time has its record, once nothing is disturbed any more. */
    private static final Duration SETTLED = Duration.ofSeconds(25);

    private final String scenario;
    private final String name;
    private final Path directory;
    private final StartBook book;
    private final JdbcTemplate database;
    private final List<Tasks> tasks;
    private final List<Node> nodes = new ArrayList<>();

    /**
     * @param scenario its name for people
     */
    Cluster(String scenario, List<Tasks> tasks) {
        this.scenario = scenario;
        this.name = scenario.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        this.directory = Path.of("target", "cluster", name);
        this.tasks = List.copyOf(tasks);
        Postgres.create(name);
        this.database = Postgres.connect(name);
        this.book = StartBook.create(name + "_starts");
        try {
            FileSystemUtils.deleteRecursively(directory);
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one more node and waits for it. */
    Node start(String... arguments) {
        return launch(arguments).awaitReady();
    }

    /** Starts several nodes at once and waits for them. */
    List<Node> start(int count, String... arguments) {
        List<Node> started =
                IntStream.range(0, count).mapToObj(each -> launch(arguments)).toList();
        started.forEach(Node::awaitReady);
        return started;
    }

    /** Starts one more node and does not wait for it. */
    Node launch(String... arguments) {
        return launch(tasks, Duration.ZERO, arguments);
    }

    /** Starts one more node that has other tasks or a wrong clock, and does not wait for it. */
    Node launch(List<Tasks> tasksOfNode, Duration clockShift, String... arguments) {
        String nodeName = "n" + (nodes.size() + 1);
        Path clock = directory.resolve(nodeName + ".clock");
        new ShiftedClock(clock).shift(clockShift);
        Proxy line = new Proxy(Postgres.port());
        Node node = Node.start(
                nodeName,
                line,
                clock,
                directory.resolve(nodeName + ".log"),
                lastOfEach(Stream.of(
                                arguments(nodeName, clock, line.port()).stream(),
                                IntStream.range(0, tasksOfNode.size())
                                        .boxed()
                                        .flatMap(index -> tasksOfNode.get(index).arguments(index).stream()),
                                Stream.of(arguments))
                        .flatMap(each -> each)));
        nodes.add(node);
        return node;
    }

    private static List<String> lastOfEach(Stream<String> arguments) {
        Map<String, String> last = new LinkedHashMap<>();
        arguments.forEach(each -> last.put(each.split("=", 2)[0], each));
        return List.copyOf(last.values());
    }

    private List<String> arguments(String nodeName, Path clock, int port) {
        return List.of(
                "--cluster.node=" + nodeName,
                "--cluster.clock=" + clock.toAbsolutePath(),
                "--cluster.starts=" + Postgres.url(Postgres.port(), name + "_starts"),
                "--spring.main.banner-mode=off",
                "--spring.main.web-application-type=none",
                "--logging.pattern.console=" + NodeLog.PATTERN,
                "--spring.datasource.url=" + Postgres.url(port, name)
                        + "?connectTimeout=2&socketTimeout=3&ApplicationName=" + nodeName,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--spring.datasource.hikari.connection-timeout=1000",
                "--spring.datasource.hikari.validation-timeout=1000",
                "--spring.datasource.hikari.maximum-pool-size=6",
                "--spring.datasource.hikari.minimum-idle=2",
                // It tells of every broken connection, with its stack trace.
                "--logging.level.com.zaxxer.hikari=ERROR",
                "--scheduler.zone=UTC",
                "--scheduler.jdbc.initialize-schema=always",
                "--scheduler.jdbc.timeout=2s",
                "--scheduler.cluster.lease=" + LEASE.toSeconds() + "s",
                "--scheduler.cluster.sweep=1s",
                "--scheduler.defaults.lease=" + LEASE.toSeconds() + "s",
                "--scheduler.defaults.grace=" + GRACE.toSeconds() + "s",
                "--scheduler.shutdown.await=5s");
    }

    /** All nodes that were ever started. */
    List<Node> nodes() {
        return nodes;
    }

    /** The node of a start. */
    Node nodeOf(Start start) {
        return nodes.stream()
                .filter(node -> node.name().equals(start.node()))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for a start, and returns the first such. */
    Start awaitStart(String what, Duration most, Predicate<Start> condition) {
        Await.until(
                () -> what + ", of " + starts(), most, () -> starts().stream().anyMatch(condition));
        return starts().stream().filter(condition).findFirst().orElseThrow();
    }

    /** What the history says of an execution. */
    Row row(String execution) {
        return rows().stream()
                .filter(row -> row.id().equals(execution))
                .findFirst()
                .orElseThrow();
    }

    /** All starts so far, in the order in which they were told. */
    List<Start> starts() {
        return book.all();
    }

    /** The database, reached past all proxies. */
    JdbcTemplate database() {
        return database;
    }

    /** What the history says so far. */
    List<Row> rows() {
        return database.query("SELECT * FROM scheduler_execution", (row, index) -> Row.read(row));
    }

    /** Since when the cluster has known each task. */
    Map<String, Instant> since() {
        Map<String, Instant> since = new HashMap<>();
        database.query("SELECT name, since AT TIME ZONE 'UTC' AS since FROM scheduler_task", row -> {
            since.put(row.getString("name"), row.getTimestamp("since").toInstant());
        });
        return since;
    }

    /**
     * Waits until every scheduled time up to an instant is accounted for, and prints the count.
     *
     * @throws UnbalancedError if any was started twice, or was not and no record says why
     */
    Accounts settle(Instant until) {
        return settle(until, List::of);
    }

    /** The same where the history has forgotten some of its rows. */
    Accounts settle(Instant until, Supplier<List<Row>> forgotten) {
        return settle(scheduled(until), forgotten);
    }

    /** The same for these scheduled times of each task. */
    Accounts settle(Map<String, SortedSet<Instant>> scheduled) {
        return settle(scheduled, List::of);
    }

    /** The same for these scheduled times of each task, where the history has forgotten some of its rows. */
    Accounts settle(Map<String, SortedSet<Instant>> scheduled, Supplier<List<Row>> forgotten) {
        Await.holds(SETTLED, () -> accounts(scheduled, forgotten).faults().isEmpty());
        Accounts accounts = accounts(scheduled, forgotten);
        String line = accounts.line(scenario);
        System.out.println(line);
        if (!accounts.faults().isEmpty()) {
            throw new UnbalancedError(line, accounts.faults());
        }
        return accounts;
    }

    /** Starts are read before rows, so that each has its row, and those present before those forgotten. */
    private Accounts accounts(Map<String, SortedSet<Instant>> scheduled, Supplier<List<Row>> forgotten) {
        List<Start> starts = starts();
        List<Row> rows = new ArrayList<>(rows());
        rows.addAll(forgotten.get());
        return Accounts.of(scheduled, starts, rows);
    }

    /** The scheduled times of each task since the cluster has known it, up to an instant. */
    Map<String, SortedSet<Instant>> scheduled(Instant until) {
        Map<String, Instant> since = since();
        Map<String, SortedSet<Instant>> scheduled = new TreeMap<>();
        for (Tasks group : tasks) {
            for (String task : group.names()) {
                Instant first = since.get(task);
                if (first == null) {
                    throw new AssertionError("The cluster does not know " + task + ", only " + since.keySet());
                }
                scheduled.put(task, group.times(first, until));
            }
        }
        return scheduled;
    }

    /** What no log may hold, of any node and the database. */
    List<String> troubles() {
        Stream<String> ofNodes =
                nodes.stream().flatMap(node -> node.log().troubles().stream().map(line -> node.name() + ": " + line));
        Stream<String> ofDatabase =
                Postgres.log(name).stream().filter(line -> line.contains("duplicate key") || line.contains(" ERROR:"));
        return Stream.concat(ofNodes, ofDatabase).toList();
    }

    /** What nodes said of work with connections that had been closed before it. */
    List<String> worksOnWhatIsClosed() {
        return nodes.stream()
                .flatMap(node -> node.log().lines().stream())
                .filter(line -> line.contains("has been closed"))
                .toList();
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
