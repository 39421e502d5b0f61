package dev.herald.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Finds who asks for a database connection while holding one. For one server at a time. */
@TestConfiguration(proxyBeanMethods = false)
public class Nesting {
  private static final List<Throwable> FOUND = new CopyOnWriteArrayList<>();

  /** Each time that it happened, with its stack. */
  public static List<Throwable> found() {
    return FOUND;
  }

  @Bean
  static BeanPostProcessor watching() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Watched(database) : bean;
      }
    };
  }

  private static final class Watched extends DelegatingDataSource {
    private final ThreadLocal<Integer> held = ThreadLocal.withInitial(() -> 0);

    Watched(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (held.get() > 0) {
        FOUND.add(new IllegalStateException("a second connection at once"));
      }
      Connection connection = super.getConnection();
      held.set(held.get() + 1);
      return watched(connection);
    }

    private Connection watched(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              Nesting.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (method.getName().equals("close") && !connection.isClosed()) {
                  held.set(held.get() - 1);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });
    }
  }
}
