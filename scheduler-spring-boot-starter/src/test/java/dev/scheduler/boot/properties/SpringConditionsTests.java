package dev.scheduler.boot.properties;

import dev.scheduler.Reason;
import dev.scheduler.boot.discovery.RunContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SpringConditionsTests {

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final Shop shop = new Shop();
    private final SpringConditions conditions;

    SpringConditionsTests() {
        context.registerBean("shop", Shop.class, () -> shop);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("shop.open", "true", "shop.name", "corner")));
        context.getEnvironment().addActiveProfile("production");
        context.refresh();
        conditions = new SpringConditions(context.getBeanFactory(), context.getEnvironment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@shop.isOpen()",
                "shop.open",
                "#{@shop.open}",
                "environment['shop.open']",
                "environment['shop.name'] == 'corner'",
                "#task.task() == 'backup'",
                "#task.attempt() < 2 and not @shop.closed",
                "T(java.time.LocalDate).of(2026, 1, 5).dayOfWeek.name() == 'MONDAY'",
                "'true'"
            })
    void asksBeansPropertiesAndTheTask(String expression) {
        assertThat(conditions.when(expression).test().test(new RunContext("backup")))
                .isTrue();
        assertThat(conditions.skip(expression).test().test(new RunContext("backup")))
                .isFalse();
        assertThat(conditions.when(expression).reason()).isEqualTo(Reason.CONDITION);
    }

    @Test
    void asksAnewAtEachRun() {
        var condition = conditions.when("@shop.open");
        assertThat(condition.test().test(new RunContext("backup"))).isTrue();
        shop.open = false;
        assertThat(condition.test().test(new RunContext("backup"))).isFalse();
    }

    @Test
    void refusesAnAnswerThatIsNone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> conditions.when("@shop.unknown").test().test(new RunContext("backup")))
                .withMessageContaining("gave null, expected true or false");
    }

    @Test
    void refusesAnExpressionThatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditions.when("@shop.isOpen("))
                .withMessageStartingWith("not a SpEL expression: ")
                .withMessageContaining("(position ");
    }

    @Test
    void refusesABeanThatDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditions.when("#task.attempt() > 1 or @shpo.isOpen()"))
                .withMessage("there is no bean \"shpo\", did you mean \"shop\"?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditions.skip("@'billing.rules'.closed"))
                .withMessage("there is no bean \"billing.rules\"");
    }

    @ParameterizedTest
    @CsvSource({
        "production, true",
        "!production, false",
        "production & !eu, true",
        "eu | (us & production), false",
        "(eu|production)&!us, true"
    })
    void matchesProfileExpressions(String expression, boolean expected) {
        assertThat(conditions.isActive(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a & b | c", "!", "a !b", "a, b", "a b", "production &", "| a", "a & (b | )"})
    void refusesMalformedProfileExpressions(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditions.isActive(expression))
                .withMessageContaining("such as \"production & !eu\"");
    }

    public static final class Shop {

        private boolean open = true;

        public boolean isOpen() {
            return open;
        }

        public boolean isClosed() {
            return !open;
        }

        public @Nullable Boolean getUnknown() {
            return null;
        }
    }
}
