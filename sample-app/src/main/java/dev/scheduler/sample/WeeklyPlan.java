package dev.scheduler.sample;

import dev.scheduler.task.ScheduleConfigurer;
import java.time.DayOfWeek;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tasks without annotations, said fluently. The order of the words never matters. */
@Configuration(proxyBeanMethods = false)
class WeeklyPlan {

    private static final Logger log = LoggerFactory.getLogger(WeeklyPlan.class);

    @Bean
    ScheduleConfigurer plan(Shop shop) {
        return schedule -> {
            schedule.task("open-carts", () -> log.info("Open carts: {}", shop.carts()))
                    .everyThirtySeconds();
            schedule.group(together -> together.zone("Europe/Paris").group("office"), office -> {
                office.task("office.open", () -> log.info("Good morning"))
                        .weekdays()
                        .at("09:00");
                office.task("office.newsletter", () -> log.info("Newsletter sent"))
                        .weeklyOn(DayOfWeek.FRIDAY, "17:00")
                        .profiles("production");
            });
        };
    }
}
