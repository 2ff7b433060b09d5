package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The nodes of one measurement. */
final class Cluster implements AutoCloseable {

    static final Path LOGS = Path.of(System.getProperty("java.io.tmpdir"), "cluster-benchmark");

    private final Cell cell;
    private final List<NodeSettings> settings = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(String contestant, Cell cell, long workMillis, Servers servers) {
        this.cell = cell;
        for (int i = 0; i < cell.nodes(); i++) {
            settings.add(new NodeSettings(
                    contestant, i, cell.tasks(), servers.schedulingUrl(), servers.bodiesUrl(), workMillis));
        }
    }

    /** Starts all nodes at once on empty databases, and waits until all of them run. */
    static Cluster start(String contestant, Cell cell, long workMillis, Servers servers)
            throws IOException, InterruptedException {
        servers.prepare(Contestant.named(contestant));
        Files.createDirectories(LOGS);
        Cluster cluster = new Cluster(contestant, cell, workMillis, servers);
        for (NodeSettings node : cluster.settings) {
            Files.deleteIfExists(cluster.log(node));
            cluster.nodes.add(Node.start(node, cluster.log(node)));
        }
        for (Node node : cluster.nodes) {
            node.awaitReady();
        }
        return cluster;
    }

    private Path log(NodeSettings node) {
        return LOGS.resolve(String.join("-", node.contestant(), cell.toString(), node.nodeName() + ".log"));
    }

    /** The processor time of all nodes. */
    double cpuSeconds() {
        return nodes.stream().mapToDouble(Node::cpuSeconds).sum();
    }

    /** Kills a node as {@code kill -9} does, and starts it again at once. */
    void crash(int node) throws IOException {
        nodes.get(node).kill();
        nodes.set(node, Node.start(settings.get(node), log(settings.get(node))));
    }

    /** How many warnings and errors the nodes logged. */
    long complaints() throws IOException {
        long complaints = 0;
        for (Node node : nodes) {
            complaints += node.complaints();
        }
        return complaints;
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            node.kill();
        }
    }
}
