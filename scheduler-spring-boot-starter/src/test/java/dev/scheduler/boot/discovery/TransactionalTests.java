package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionalTests {

    @Test
    void rollsBackBehindAProxyBySubclass() {
        try (Found found = Found.in(SubclassProxies.class, Invoices.class)) {
            assertThat(AopUtils.isCglibProxy(found.context().getBean("invoices")))
                    .isTrue();
            assertRollsBack(found, "invoices.write");
        }
    }

    @Test
    void rollsBackBehindAProxyByInterface() {
        try (Found found = Found.in(InterfaceProxies.class, InvoicesByInterface.class)) {
            assertThat(AopUtils.isJdkDynamicProxy(found.context().getBean("invoicesByInterface")))
                    .isTrue();
            assertThat(found.faults().faults()).isEmpty();
            assertRollsBack(found, "invoices-by-interface.write");
        }
    }

    @Test
    void rollsBackInALazyBean() {
        try (Found found = Found.in(SubclassProxies.class, LazyInvoices.class)) {
            assertThat(found.context().getBeanFactory().containsSingleton("lazyInvoices"))
                    .isFalse();
            assertRollsBack(found, "lazy-invoices.write");
        }
    }

    @Test
    void rollsBackAClassThatIsATaskItself() {
        try (Found found = Found.in(InterfaceProxies.class, RunnableInvoices.class)) {
            assertThat(AopUtils.isJdkDynamicProxy(found.context().getBean("runnableInvoices")))
                    .isTrue();
            assertThat(found.faults().faults()).isEmpty();
            assertRollsBack(found, "runnable-invoices");
        }
    }

    private static void assertRollsBack(Found found, String task) {
        assertThatThrownBy(() -> found.run(task)).hasStackTraceContaining("printer on fire");
        assertThat(found.context()
                        .getBean(JdbcTemplate.class)
                        .queryForObject("select count(*) from invoice", Integer.class))
                .isZero();
    }

    static class Database {
        @Bean
        DataSource dataSource() {
            return new EmbeddedDatabaseBuilder()
                    .generateUniqueName(true)
                    .setType(EmbeddedDatabaseType.H2)
                    .build();
        }

        @Bean
        JdbcTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JdbcTemplate jdbc(DataSource dataSource) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            jdbc.execute("create table invoice (id int)");
            return jdbc;
        }
    }

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    static class SubclassProxies extends Database {}

    @Configuration
    @EnableTransactionManagement
    static class InterfaceProxies extends Database {}

    static class Writing {
        private final JdbcTemplate jdbc;

        Writing(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        void writeAndFail() {
            jdbc.update("insert into invoice values (1)");
            throw new IllegalStateException("printer on fire");
        }
    }

    @Component("invoices")
    static class Invoices extends Writing {
        Invoices(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Task(every = "1 minute")
        @Transactional
        void write() {
            writeAndFail();
        }
    }

    @Lazy
    @Component("lazyInvoices")
    static class LazyInvoices extends Invoices {
        LazyInvoices(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    interface Writes {
        void write();
    }

    @Component("invoicesByInterface")
    static class InvoicesByInterface extends Writing implements Writes {
        InvoicesByInterface(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Override
        @Task(every = "1 minute")
        @Transactional
        public void write() {
            writeAndFail();
        }
    }

    @Component("runnableInvoices")
    @Task(every = "1 minute")
    static class RunnableInvoices extends Writing implements Runnable {
        RunnableInvoices(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Override
        @Transactional
        public void run() {
            writeAndFail();
        }
    }
}
