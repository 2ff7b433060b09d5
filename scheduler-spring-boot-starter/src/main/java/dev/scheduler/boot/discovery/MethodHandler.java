package dev.scheduler.boot.discovery;

import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Calls a bean's method. The bean is asked for at each run, so that its scope and its proxies (transactions, say) apply; a
 * run lasts until what the method returned has ended too.
 */
final class MethodHandler implements TaskHandler {

    private final BeanFactory beanFactory;
    private final String bean;
    private final Method method;

    MethodHandler(BeanFactory beanFactory, String bean, Method method) {
        this.beanFactory = beanFactory;
        this.bean = bean;
        this.method = method;
    }

    @Override
    public void run(TaskContext context) throws Exception {
        Object target = beanFactory.getBean(bean);
        String obstacle = Proxies.obstacle(method, target.getClass());
        if (obstacle != null) {
            throw new IllegalStateException(this + ": " + obstacle);
        }
        Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
        ReflectionUtils.makeAccessible(invocable);
        AsyncResults.await(invoke(invocable, target, context));
    }

    private static Object invoke(Method invocable, Object target, TaskContext context) throws Exception {
        try {
            return invocable.getParameterCount() == 0 ? invocable.invoke(target) : invocable.invoke(target, context);
        } catch (InvocationTargetException thrown) {
            throw Throwables.asException(thrown.getTargetException());
        }
    }

    @Override
    public String toString() {
        return bean + "." + method.getName();
    }
}
