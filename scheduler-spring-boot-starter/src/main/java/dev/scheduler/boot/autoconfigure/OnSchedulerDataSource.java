package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.SchedulerDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There is a {@code DataSource} that is meant for the scheduler, or one that is meant wherever nothing else is said. */
final class OnSchedulerDataSource extends AnyNestedCondition {

    OnSchedulerDataSource() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnSingleCandidate(DataSource.class)
    static final class ForEverything {}

    @Conditional(IsMarked.class)
    static final class ForTheScheduler {}

    /** Spring Boot's own condition passes over beans that are no candidates for others, which such a bean may well be. */
    static final class IsMarked implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            return beans != null && beans.getBeanNamesForAnnotation(SchedulerDataSource.class).length > 0;
        }
    }
}
