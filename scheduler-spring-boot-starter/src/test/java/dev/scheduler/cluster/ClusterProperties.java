package dev.scheduler.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a node is told by its scenario.
 *
 * @param node the name that the scenario knows it by
 * @param starts the address of the database that its bodies tell of their starts
 * @param clock the file that says by how much its clock is wrong
 * @param tasks its tasks
 */
@ConfigurationProperties("cluster")
record ClusterProperties(
        String node,
        String starts,
        Path clock,
        @DefaultValue List<Group> tasks) {

    /** Equal tasks; their other settings are properties of the group. */
    record Group(String group, int count, String schedule, Duration work) {}
}
