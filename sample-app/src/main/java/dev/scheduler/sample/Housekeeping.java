package dev.scheduler.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Tasks by {@link Nightly}, an annotation of the shop's own. The two run an hour and a half apart. */
@Component
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final Shop shop;
    private final Path folder;

    Housekeeping(Shop shop, @Value("${shop.folder}") Path folder) {
        this.shop = shop;
        this.folder = folder.resolve("invoices");
    }

    @Nightly
    void compactDatabase() {
        shop.compact();
        log.info("Database compacted");
    }

    @Nightly(at = "03:30")
    void removeInvoices() throws IOException {
        boolean removed = FileSystemUtils.deleteRecursively(folder);
        log.info("Invoices removed from {}: {}", folder, removed);
    }
}
