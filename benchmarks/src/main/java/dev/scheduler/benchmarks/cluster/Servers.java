package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Two servers, so that what the bodies write is not counted with what the contestants do.
 *
 * @param scheduling where the contestants keep what they keep
 * @param bodies where the bodies say that they started
 */
record Servers(Server scheduling, Server bodies) implements AutoCloseable {

    static final String SCHEDULING = "scheduling";
    static final String BODIES = "bodies";

    static Servers start() throws IOException {
        return new Servers(Server.durable(), Server.cheap());
    }

    /** Makes both databases anew. */
    void prepare(Contestant contestant) {
        scheduling.createDatabase(SCHEDULING, contestant.tables());
        bodies.createDatabase(BODIES, List.of(Ledger.TABLE));
        scheduling.execute(SCHEDULING, "CHECKPOINT");
    }

    String schedulingUrl() {
        return scheduling.url(SCHEDULING);
    }

    String bodiesUrl() {
        return bodies.url(BODIES);
    }

    /** Plans that were made while the tables were empty are made again. */
    void analyze() {
        scheduling.execute(SCHEDULING, "ANALYZE");
    }

    /** How many bodies started from one instant to another, whatever they were scheduled for. */
    long startedBetween(Instant from, Instant until) {
        return Long.parseLong(
                bodies.query(BODIES, "SELECT count(*) FROM started WHERE at >= ? AND at < ?", time(from), time(until))
                        .get(0)
                        .get(0));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        scheduling.close();
        bodies.close();
    }
}
