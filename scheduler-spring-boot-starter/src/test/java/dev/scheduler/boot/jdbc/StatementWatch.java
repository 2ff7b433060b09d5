package dev.scheduler.boot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Looks at the database whenever a plain statement has been answered. */
final class StatementWatch {

    private StatementWatch() {}

    /** The same database, at which somebody looks after each statement. */
    static DataSource of(DataSource database, Runnable look) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(Connection.class, super.getConnection(), look);
            }
        };
    }

    private static <T> T watched(Class<T> type, T original, Runnable look) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> watched(invoke(original, method, arguments), method, look)));
    }

    private static @Nullable Object watched(@Nullable Object answer, Method method, Runnable look) {
        if (method.getName().equals("execute")) {
            look.run();
        }
        return answer instanceof Statement statement && method.getName().equals("createStatement")
                ? watched(Statement.class, statement, look)
                : answer;
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
