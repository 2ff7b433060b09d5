package dev.scheduler.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through the proxy. */
final class Link {

    private static final int CHUNK = 64 * 1024;

    private final Proxy proxy;
    private final Socket node;
    private final Socket database;
    private volatile boolean torn;

    Link(Proxy proxy, Socket node, Socket database) throws IOException {
        this.proxy = proxy;
        this.node = node;
        this.database = database;
        node.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
    }

    /** Whether something of it was lost: it can never go on. */
    boolean isTorn() {
        return torn;
    }

    void requests() throws IOException, InterruptedException {
        pump(node, database, proxy::admitsRequest);
    }

    void answers() throws IOException, InterruptedException {
        pump(database, node, (bytes, length) -> proxy.admitsAnswer());
    }

    private void pump(Socket from, Socket to, Gate gate) throws IOException, InterruptedException {
        byte[] bytes = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length = in.read(bytes);
            while (length >= 0) {
                forward(out, bytes, length, gate);
                length = in.read(bytes);
            }
        } finally {
            // The end of a connection is news as well, and gets lost like any other.
            if (gate.admits(bytes, 0)) {
                close();
            } else {
                torn = true;
            }
        }
    }

    private void forward(OutputStream out, byte[] bytes, int length, Gate gate)
            throws IOException, InterruptedException {
        if (gate.admits(bytes, length) && !torn) {
            out.write(bytes, 0, length);
        } else {
            torn = true;
        }
    }

    void close() {
        Proxy.closeQuietly(node);
        Proxy.closeQuietly(database);
        proxy.forget(this);
    }

    /** Whether bytes may go on. */
    private interface Gate {
        boolean admits(byte[] bytes, int length) throws InterruptedException;
    }
}
