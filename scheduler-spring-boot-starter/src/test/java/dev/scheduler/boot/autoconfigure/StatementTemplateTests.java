package dev.scheduler.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.support.LockException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class StatementTemplateTests {

    @Test
    void aDatabaseThatFailsIsNotLoggedByShedLock(CapturedOutput output) {
        try (HikariDataSource withoutTables = JdbcStoreAutoConfigurationTests.h2()) {
            assertThatThrownBy(() -> provider(new JdbcTemplate(withoutTables))
                            .lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                    .isInstanceOf(LockException.class);
            assertThat(output).contains("Unexpected exception");
            int before = output.length();
            assertThatThrownBy(() -> provider(new StatementTemplate(withoutTables))
                            .lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                    .isInstanceOf(LockException.class);
            assertThat(output.toString().substring(before)).doesNotContain("Unexpected exception");
        }
    }

    @Test
    void whatIsTakenIsRefusedAsEver() {
        try (HikariDataSource pool = JdbcStoreAutoConfigurationTests.h2()) {
            new ResourceDatabasePopulator(new ClassPathResource("dev/scheduler/boot/jdbc/schema-h2.sql")).execute(pool);
            LockProvider one = provider(new StatementTemplate(pool));
            LockProvider other = provider(new StatementTemplate(pool));
            assertThat(one.lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                    .isPresent();
            assertThat(other.lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                    .isEmpty();
        }
    }

    private static LockProvider provider(JdbcTemplate template) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(template)
                .usingDbTime()
                .build());
    }
}
