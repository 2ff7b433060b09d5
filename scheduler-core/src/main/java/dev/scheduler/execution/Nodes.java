package dev.scheduler.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names this process: host and process id for people, a random part so that it is unique. */
final class Nodes {

    private static final int MOST_HOST = 40;

    private Nodes() {}

    static String thisProcess() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return host() + "-" + ProcessHandle.current().pid() + "-"
                + HexFormat.of().formatHex(random);
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), MOST_HOST));
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
