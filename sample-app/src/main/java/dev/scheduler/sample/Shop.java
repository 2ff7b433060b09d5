package dev.scheduler.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's database: carts that are being filled, and orders. Knows nothing of tasks. */
@Repository
class Shop {

    private final JdbcClient db;
    private final String compact;

    Shop(JdbcClient db, @Value("${shop.compact}") String compact) {
        this.db = db;
        this.compact = compact;
    }

    /** An order. */
    record Order(long id, String customer, BigDecimal total) {}

    void addCart(String customer, Instant touchedAt) {
        db.sql("INSERT INTO cart (customer, touched_at) VALUES (?, ?)")
                .params(customer, touchedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    int deleteCartsUntouchedSince(Instant limit) {
        return db.sql("DELETE FROM cart WHERE touched_at < ?")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    void addOrder(String customer, BigDecimal total) {
        db.sql("INSERT INTO purchase (customer, total) VALUES (?, ?)")
                .params(customer, total)
                .update();
    }

    List<Order> ordersWithoutInvoice() {
        return db.sql("SELECT id, customer, total FROM purchase WHERE NOT invoiced ORDER BY id")
                .query(Order.class)
                .list();
    }

    void markInvoiced(Order order) {
        db.sql("UPDATE purchase SET invoiced = TRUE WHERE id = ?")
                .param(order.id())
                .update();
    }

    long carts() {
        return db.sql("SELECT count(*) FROM cart").query(Long.class).single();
    }

    long orders() {
        return db.sql("SELECT count(*) FROM purchase").query(Long.class).single();
    }

    BigDecimal revenue() {
        return db.sql("SELECT coalesce(sum(total), 0) FROM purchase")
                .query(BigDecimal.class)
                .single();
    }

    /** Makes the database tidy up after itself. */
    void compact() {
        db.sql(compact).update();
    }
}
