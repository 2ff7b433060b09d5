package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.SchedulerDataSource;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
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
            return isMarkedIn(context.getBeanFactory());
        }

        /** Makes no bean: a factory of the application's that says what it makes only once it is made keeps its turn. */
        private static boolean isMarkedIn(@Nullable BeanFactory factory) {
            if (!(factory instanceof ListableBeanFactory beans)) {
                return false;
            }
            boolean marked = Stream.of(beans.getBeanDefinitionNames())
                    .anyMatch(name -> beans.findAnnotationOnBean(name, SchedulerDataSource.class, false) != null);
            return marked
                    || (factory instanceof HierarchicalBeanFactory child && isMarkedIn(child.getParentBeanFactory()));
        }
    }
}
