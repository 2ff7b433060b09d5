package dev.scheduler.boot.discovery;

import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import org.springframework.beans.factory.BeanFactory;

/** Runs a bean that is a task itself. It is asked for at each run, so that its scope and its proxies apply. */
final class BeanHandler implements TaskHandler {

    private final BeanFactory beanFactory;
    private final String bean;

    BeanHandler(BeanFactory beanFactory, String bean) {
        this.beanFactory = beanFactory;
        this.bean = bean;
    }

    @Override
    public void run(TaskContext context) throws Exception {
        Object target = beanFactory.getBean(bean);
        if (target instanceof TaskHandler handler) {
            handler.run(context);
        } else {
            ((Runnable) target).run();
        }
    }

    @Override
    public String toString() {
        return bean;
    }
}
