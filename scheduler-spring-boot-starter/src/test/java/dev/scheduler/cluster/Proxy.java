package dev.scheduler.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The line between a node and its database, which can be disturbed. */
final class Proxy implements AutoCloseable {

    /** What happens to what is sent one way. */
    enum Way {
        PASS,
        /** It arrives once the line is good again, even if its sender has given up. */
        HOLD,
        /** It never arrives, and neither side is told. */
        SWALLOW
    }

    private final ServerSocket entrance;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private Way requests = Way.PASS;
    private Way answers = Way.PASS;
    private Duration delay = Duration.ZERO;
    private boolean refusing;
    private @Nullable Trap trap;

    Proxy(int target) {
        this.target = target;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("proxy-entrance", this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The line is good again. Connections that have lost something break, as a firewall breaks those that it forgot. */
    synchronized void pass() {
        change(Way.PASS, Way.PASS, false);
        delay = Duration.ZERO;
        trap = null;
        links.stream().filter(Link::isTorn).forEach(Link::close);
    }

    /** From now on everything waits. */
    synchronized void hold() {
        change(Way.HOLD, Way.HOLD, false);
    }

    /** From now on everything is lost. */
    synchronized void swallow() {
        change(Way.SWALLOW, Way.SWALLOW, false);
    }

    /** What is asked arrives and is done; the answers are lost. */
    synchronized void swallowAnswers() {
        change(Way.PASS, Way.SWALLOW, false);
    }

    /** As {@link #swallowAnswers}, from the next request on that contains this text. */
    synchronized void swallowAnswersAfter(String text) {
        trap = new Trap(text, this::swallowAnswers);
    }

    /** As {@link #hold}, from the next request on that contains this text. */
    synchronized void holdFrom(String text) {
        trap = new Trap(text, this::hold);
    }

    /** Whether the text was seen that was waited for. */
    synchronized boolean isTripped() {
        return trap == null;
    }

    /** Closes all connections, and each new one at once. */
    synchronized void refuse() {
        change(Way.PASS, Way.PASS, true);
        links.forEach(Link::close);
    }

    /** From now on each packet takes so long. */
    synchronized void delay(Duration time) {
        delay = time;
    }

    @Override
    public void close() {
        refuse();
        closeQuietly(entrance);
    }

    private void change(Way forRequests, Way forAnswers, boolean refuse) {
        requests = forRequests;
        answers = forAnswers;
        refusing = refuse;
        notifyAll();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            if (isRefusing()) {
                closeQuietly(client);
            } else {
                link(client);
            }
        }
    }

    private void link(Socket client) {
        try {
            Link link = new Link(this, client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            daemon("proxy-requests", link::requests);
            daemon("proxy-answers", link::answers);
        } catch (IOException unreachable) {
            closeQuietly(client);
        }
    }

    private synchronized boolean isRefusing() {
        return refusing;
    }

    void forget(Link link) {
        links.remove(link);
    }

    /** Whether a request may go on to the database; waits as long as the line is held. */
    boolean admitsRequest(byte[] bytes, int length) throws InterruptedException {
        spring(bytes, length);
        return admits(true);
    }

    /** Whether an answer may go on to the node; waits as long as the line is held. */
    boolean admitsAnswer() throws InterruptedException {
        return admits(false);
    }

    private synchronized void spring(byte[] bytes, int length) {
        Trap set = trap;
        if (set != null && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(set.text())) {
            trap = null;
            set.disturbance().run();
        }
    }

    private boolean admits(boolean request) throws InterruptedException {
        Duration pause;
        synchronized (this) {
            while ((request ? requests : answers) == Way.HOLD) {
                wait();
            }
            if ((request ? requests : answers) == Way.SWALLOW) {
                return false;
            }
            pause = delay;
        }
        if (!pause.isZero()) {
            Await.pass(pause);
        }
        return true;
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // What cannot be closed is closed already.
        }
    }

    private static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // A closed connection ends its thread.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A disturbance that begins with a text. */
    private record Trap(String text, Runnable disturbance) {}

    /** What a thread of the proxy does until its connection breaks. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
