package dev.scheduler.benchmarks.cluster;

/**
 * What a cluster used in a span of time.
 *
 * @param fires bodies that started in it
 * @param statements that its database ran, transaction control not included
 * @param transactions that its database committed or rolled back
 * @param walBytes that its database server wrote ahead
 * @param nodesCpu processor seconds of all nodes, bodies included
 * @param databaseCpu processor seconds of its database server
 */
record Cost(long fires, long statements, long transactions, long walBytes, double nodesCpu, double databaseCpu) {

    double statementsPerFire() {
        return (double) statements / fires;
    }

    double transactionsPerFire() {
        return (double) transactions / fires;
    }

    double walPerFire() {
        return (double) walBytes / fires;
    }
}
