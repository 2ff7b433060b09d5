package dev.scheduler.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of a node. Unique to the process: a restarted application is another node, and so are two on one host.
 *
 * @param value 1 to 64 characters, no {@code #} among them, and more than a {@code -}
 */
public record NodeId(String value) {

    private static final int MOST = 64;
    private static final int MOST_HOST = 40;

    /** @throws IllegalArgumentException where no lock and no row could name such a node */
    public NodeId {
        if (value.isBlank() || value.length() > MOST || value.contains("#") || value.equals("-")) {
            throw new IllegalArgumentException("\"" + value
                    + "\" cannot be a node's id; expected 1 to 64 characters, no # among them, and more than a -");
        }
    }

    /** Host and process id for people, and a random part. */
    public static NodeId ofThisProcess() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new NodeId(host() + "-" + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(random));
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), MOST_HOST));
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
