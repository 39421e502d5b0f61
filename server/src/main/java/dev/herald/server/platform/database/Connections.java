package dev.herald.server.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The database, with a pool of connections for each {@link ConnectionUse}. */
final class Connections extends AbstractDataSource implements AutoCloseable {
  /** Whoever looks at a page comes again; holding many of them up helps nobody. */
  private static final int PATIENCE_OF_PEOPLE_MILLIS = 1_000;

  private final Map<ConnectionUse, HikariDataSource> pools = new EnumMap<>(ConnectionUse.class);

  /**
   * @param lanes configured and not started; the model of the others
   */
  Connections(HikariDataSource lanes, ConnectionSettings settings) {
    HikariDataSource people = like(lanes, "-people", settings.people());
    people.setConnectionTimeout(Math.min(PATIENCE_OF_PEOPLE_MILLIS, lanes.getConnectionTimeout()));
    pools.put(ConnectionUse.LANES, lanes);
    pools.put(ConnectionUse.INTAKE, like(lanes, "-intake", settings.intake()));
    pools.put(ConnectionUse.PEOPLE, people);
  }

  private static HikariDataSource like(HikariDataSource lanes, String name, int size) {
    HikariDataSource pool = new HikariDataSource();
    lanes.copyStateTo(pool);
    pool.setPoolName(lanes.getPoolName() + name);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    return pool;
  }

  private HikariDataSource pool() {
    return Objects.requireNonNull(pools.get(ConnectionUse.current()));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pool().getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return pool().getConnection(user, password);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : pool().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || pool().isWrapperFor(type);
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
