package dev.scheduler.boot.discovery;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.util.ClassUtils;

/** What the beans of one factory really are, behind their proxies and without making any that is lazy or scoped. */
final class BeanTypes {

    private static final Logger log = LoggerFactory.getLogger(BeanTypes.class);

    private final ConfigurableListableBeanFactory beanFactory;

    BeanTypes(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Every bean once: not what a scoped proxy hides, but a factory bean besides the bean that it makes. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            if (!ScopedProxyUtils.isScopedTarget(name)) {
                names.add(name);
                if (!isFactory(name) && beanFactory.isFactoryBean(name)) {
                    names.add(BeanFactory.FACTORY_BEAN_PREFIX + name);
                }
            }
        }
        return names;
    }

    /** The class that the user wrote; the declared type where the bean is not there to be looked at. */
    @Nullable
    Class<?> target(String name) {
        String scoped = ScopedProxyUtils.getTargetBeanName(name);
        if (beanFactory.containsBeanDefinition(scoped)) {
            return declared(scoped);
        }
        Object singleton = isFactory(name) ? null : beanFactory.getSingleton(name);
        if (singleton == null) {
            return declared(name);
        }
        return singleton instanceof FactoryBean<?> factory ? product(name, factory) : targetOf(singleton);
    }

    /** The class of what {@code getBean} returns, so far as it can be known: a proxy's where there will be one. */
    Class<?> exposed(String name, Class<?> target) {
        Class<?> type = beanFactory.getType(name, false);
        if (type == null) {
            return target;
        }
        return type == target && !beanFactory.containsSingleton(name) ? proxied(name, type) : type;
    }

    /**
     * A factory's type often says no more than an interface, and what implements it may have tasks that no other bean asks
     * for. So a product that is meant to exist from the start is made here, if nobody did before.
     */
    private @Nullable Class<?> product(String name, FactoryBean<?> factory) {
        Class<?> type = declared(name);
        if (type == null || !isHiding(type) || !factory.isSingleton() || isLazy(name)) {
            return type;
        }
        try {
            return targetOf(beanFactory.getBean(name));
        } catch (BeansException unavailable) {
            log.debug("Judging bean {} by its type {}, as it cannot be made", name, type.getName(), unavailable);
            return type;
        }
    }

    private @Nullable Class<?> declared(String name) {
        Class<?> behindProxy = beanFactory.containsBeanDefinition(name)
                ? (Class<?>) beanFactory
                        .getMergedBeanDefinition(name)
                        .getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE)
                : null;
        Class<?> type = behindProxy != null ? behindProxy : beanFactory.getType(name, false);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    /** Asks the proxy creators, as the ahead-of-time engine does: they make the proxy's class, not the bean. */
    private Class<?> proxied(String name, Class<?> type) {
        if (beanFactory instanceof AbstractBeanFactory factory) {
            for (BeanPostProcessor processor : factory.getBeanPostProcessors()) {
                if (processor instanceof SmartInstantiationAwareBeanPostProcessor smart) {
                    Class<?> determined = smart.determineBeanType(type, name);
                    if (SpringProxy.class.isAssignableFrom(determined)) {
                        return determined;
                    }
                }
            }
        }
        return type;
    }

    private boolean isLazy(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isLazyInit();
    }

    private static Class<?> targetOf(Object bean) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    private static boolean isHiding(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers()) || Proxy.isProxyClass(type);
    }

    private static boolean isFactory(String name) {
        return name.startsWith(BeanFactory.FACTORY_BEAN_PREFIX);
    }
}
