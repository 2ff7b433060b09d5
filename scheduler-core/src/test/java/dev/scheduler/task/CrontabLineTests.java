package dev.scheduler.task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CrontabLineTests {

    @Test
    void takesFiveFieldsOrAMacroFromTheCommand() {
        assertThat(CrontabLine.parse("0 8 * * ? bin/daily_update"))
                .isEqualTo(new CrontabLine("0 8 * * ?", "bin/daily_update"));
        assertThat(CrontabLine.parse(" 0  8\t* * 1-5   cd /srv && ./run  --all ".strip()))
                .isEqualTo(new CrontabLine("0 8 * * 1-5", "cd /srv && ./run  --all"));
        assertThat(CrontabLine.parse("@daily bin/clean up")).isEqualTo(new CrontabLine("@daily", "bin/clean up"));
        assertThat(CrontabLine.parse("@every 10m bin/ping")).isEqualTo(new CrontabLine("@every 10m", "bin/ping"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 8 * * ?", "@daily", "@every 10m", "bin/daily_update"})
    void refusesALineWithoutACommand(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrontabLine.parse(text))
                .withMessageContaining("expected five cron fields or a macro, then a command");
    }
}
