package dev.scheduler.boot.autoconfigure;

import java.util.List;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** The application's beans that locks might have come from, for the explanation why they do not. */
record StoreBeans(ListableBeanFactory beans) {

    String whyNone() {
        List<String> providers = names(LockProvider.class);
        if (providers.size() > 1) {
            return "there are " + providers.size() + " LockProvider beans, " + String.join(" and ", providers)
                    + ", and none of them is @Primary";
        }
        List<String> dataSources = names(DataSource.class);
        if (dataSources.size() > 1) {
            return "there are " + dataSources.size() + " DataSource beans, " + String.join(" and ", dataSources)
                    + ", and none of them is @Primary or marked with @SchedulerDataSource";
        }
        return dataSources.isEmpty()
                ? "there is no DataSource, no RedisConnectionFactory and no LockProvider"
                : "the DataSource is not used, as scheduler.jdbc.enabled=false or spring-boot-jdbc is missing";
    }

    private List<String> names(Class<?> type) {
        return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false));
    }
}
