package dev.herald.server.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/** Makes {@link Connections} of the pool that is configured, before anything uses it. */
final class SeparatePools implements DestructionAwareBeanPostProcessor, PriorityOrdered {
  private final Environment environment;
  private final Map<Object, Connections> made = new ConcurrentHashMap<>();

  SeparatePools(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof HikariDataSource pool
        ? made.computeIfAbsent(pool, _ -> new Connections(pool, settings()))
        : bean;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  private ConnectionSettings settings() {
    return Binder.get(environment).bindOrCreate("herald.connections", ConnectionSettings.class);
  }

  @Override
  public boolean requiresDestruction(Object bean) {
    return bean instanceof HikariDataSource;
  }

  @Override
  public void postProcessBeforeDestruction(Object bean, String name) {
    Connections connections = made.remove(bean);
    if (connections != null) {
      connections.close();
    }
  }
}
