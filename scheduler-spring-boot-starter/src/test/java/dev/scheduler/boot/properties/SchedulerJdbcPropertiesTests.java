package dev.scheduler.boot.properties;

import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.task.Faults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerJdbcPropertiesTests {

    private final Faults faults = new Faults();

    private Duration timeout(String given) {
        return new SchedulerJdbcProperties(
                        true,
                        DatabaseInitializationMode.NEVER,
                        null,
                        null,
                        Tables.DEFAULT_PREFIX,
                        Tables.SHEDLOCK,
                        null,
                        given)
                .statementTimeout(faults);
    }

    @Test
    void takesATimeoutFromASecondToAnHour() {
        assertThat(timeout("1 second")).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeout("1 hour")).isEqualTo(Duration.ofHours(1));
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void refusesATimeoutThatIsNone() {
        timeout("0.5 seconds");
        timeout("30 days");
        assertThat(faults.faults())
                .containsExactly(
                        "scheduler.jdbc.timeout = \"0.5 seconds\": expected 1 second or more",
                        "scheduler.jdbc.timeout = \"30 days\": expected 1 hour or less");
    }
}
