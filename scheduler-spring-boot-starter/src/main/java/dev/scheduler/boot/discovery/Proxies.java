package dev.scheduler.boot.discovery;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;

/** Which methods a proxy passes on. */
final class Proxies {

    private Proxies() {}

    /**
     * Why a method cannot be called on an object of a class; null where it can. On a proxy by subclass a method that is not
     * overridden would run on the proxy itself, whose fields are all null.
     */
    static @Nullable String obstacle(Method method, Class<?> exposed) {
        return SpringProxy.class.isAssignableFrom(exposed)
                        && !method.getDeclaringClass().isInterface()
                ? obstacleOnProxy(method, exposed, TaskRules.signature(method))
                : null;
    }

    private static @Nullable String obstacleOnProxy(Method method, Class<?> exposed, String signature) {
        if (Proxy.isProxyClass(exposed)) {
            return isOnInterface(method, exposed)
                    ? null
                    : signature + " is called through a proxy that has interfaces only, and none of them declares it;"
                            + " declare it on one, or set spring.aop.proxy-target-class=true";
        }
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return signature + " is private, and the bean is called through a proxy, which cannot pass it on;"
                    + " make it package-private or wider";
        }
        if (Modifier.isFinal(modifiers)) {
            return signature + " is final, and the bean is called through a proxy, which cannot pass it on;"
                    + " remove \"final\"";
        }
        if (isForeign(method, exposed)) {
            return signature + " is package-private in "
                    + method.getDeclaringClass().getName()
                    + ", and the bean is called through a proxy in another package, which cannot pass it on;"
                    + " make it protected or public";
        }
        return null;
    }

    private static boolean isOnInterface(Method method, Class<?> exposed) {
        try {
            AopUtils.selectInvocableMethod(method, exposed);
            return true;
        } catch (IllegalStateException absent) {
            return false;
        }
    }

    private static boolean isForeign(Method method, Class<?> exposed) {
        return !Modifier.isPublic(method.getModifiers())
                && !Modifier.isProtected(method.getModifiers())
                && !method.getDeclaringClass().getPackageName().equals(exposed.getPackageName());
    }
}
