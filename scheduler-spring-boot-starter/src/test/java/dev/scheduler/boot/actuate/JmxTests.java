package dev.scheduler.boot.actuate;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.MBeanException;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JmxTests {

    @Test
    void saysOverJmxWhatItSaysOverHttp() throws Exception {
        try (ConfigurableApplicationContext context = shop("scheduler.management.writes=true")) {
            assertThat(context.isActive()).isTrue();
            assertThat(invoke("scheduledTasks"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("cron", "fixedDelay", "fixedRate", "custom", "tasks");
            assertThat(invoke("task", "sync-records", null))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("name", "billing.sync-records")
                    .extractingByKey("nextTimes", InstanceOfAssertFactories.LIST)
                    .hasSize(5);
            assertThat(invoke("change", "carts.clean", "pause", null, null, "stocktaking", null))
                    .isEqualTo(Map.of("action", "pause", "task", "carts.clean", "holdsFor", "node shop-1"));
            assertThat(invoke("changeAll", "resume", null))
                    .isEqualTo(Map.of("action", "resume", "holdsFor", "node shop-1"));
        }
    }

    @Test
    void throwsWhatItRefuses() {
        try (ConfigurableApplicationContext context = shop()) {
            assertThat(context.isActive()).isTrue();
            assertThatExceptionOfType(MBeanException.class)
                    .isThrownBy(() -> invoke("change", "carts.clean", "pause", null, null, null, null))
                    .havingCause()
                    .withMessageContaining("scheduler.management.writes=true");
            assertThatExceptionOfType(MBeanException.class)
                    .isThrownBy(() -> invoke("task", "carts.cleen", null))
                    .havingCause()
                    .withMessageContaining("did you mean \"carts.clean\"?");
        }
    }

    private static ConfigurableApplicationContext shop(String... properties) {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.jmx.enabled=true",
                        "spring.main.banner-mode=off",
                        "management.endpoints.jmx.exposure.include=scheduledtasks")
                .properties(properties)
                .run();
    }

    private static @Nullable Object invoke(String operation, @Nullable String... arguments) throws Exception {
        ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Scheduledtasks");
        List<String> types = java.util.Collections.nCopies(arguments.length, String.class.getName());
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(name, operation, arguments, types.toArray(String[]::new));
    }
}
