package dev.scheduler.benchmarks.cluster;

import java.util.List;
import java.util.Map;

/**
 * What a node is told on its command line.
 *
 * @param contestant who runs on it
 * @param node its number in the cluster, from 0
 * @param tasks how many tasks all nodes have
 * @param url the database that the contestant works on
 * @param bodiesUrl the database that the bodies write to
 * @param workMillis how long a body takes after its row is written
 */
record NodeSettings(String contestant, int node, int tasks, String url, String bodiesUrl, long workMillis) {

    /** Equal for all contestants: how many bodies a node runs at once. */
    static final int THREADS = Integer.getInteger("cluster.threads", 8);

    static NodeSettings of(String[] arguments) {
        return new NodeSettings(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments[3],
                arguments[4],
                Long.parseLong(arguments[5]));
    }

    List<String> toArguments() {
        return List.of(
                contestant, String.valueOf(node), String.valueOf(tasks), url, bodiesUrl, String.valueOf(workMillis));
    }

    String nodeName() {
        return "node-" + node;
    }

    /** What the Spring Boot application of any contestant needs; the pool has the size that Spring Boot gives it. */
    Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", "postgres",
                "spring.main.banner-mode", "off",
                "spring.main.web-application-type", "none",
                "logging.level.root", "warn",
                "spring.task.scheduling.pool.size", THREADS,
                "scheduler.executor.threads", THREADS,
                "scheduler.jdbc.initialize-schema", "always",
                "scheduler.zone", "UTC");
    }
}
