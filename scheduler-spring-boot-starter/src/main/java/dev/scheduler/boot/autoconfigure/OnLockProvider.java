package dev.scheduler.boot.autoconfigure;

import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;

/** There is one {@code LockProvider} to use: the application's, or ours. */
final class OnLockProvider extends AnyNestedCondition {

    OnLockProvider() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnSingleCandidate(LockProvider.class)
    static final class Theirs {}

    @ConditionalOnBean(name = LockAutoConfiguration.PROVIDER)
    static final class Ours {}
}
