package dev.scheduler.sample;

import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A class that is a task: a {@link TaskHandler} with the annotation on top, called {@code invoice-run}. Nobody gets two
 * invoices for one order, as one node runs it, and never over itself, however many nodes there are and however long it takes.
 */
@Component
@Task(
        every = "15 seconds",
        onOneServer = true,
        withoutOverlapping = true,
        description = "Writes an invoice for each new order",
        timeout = "10 seconds")
class InvoiceRun implements TaskHandler {

    private static final Logger log = LoggerFactory.getLogger(InvoiceRun.class);

    private final Shop shop;
    private final Path folder;

    InvoiceRun(Shop shop, @Value("${shop.folder}") Path folder) {
        this.shop = shop;
        this.folder = folder.resolve("invoices");
    }

    @Override
    public void run(TaskContext context) throws IOException {
        List<Shop.Order> orders = shop.ordersWithoutInvoice();
        Files.createDirectories(folder);
        for (Shop.Order order : orders) {
            Files.writeString(
                    folder.resolve("invoice-" + order.id() + ".txt"),
                    order.customer() + " owes " + order.total() + "\n");
            shop.markInvoiced(order);
        }
        log.info("Invoices written: {}, to {}", orders.size(), folder);
    }
}
