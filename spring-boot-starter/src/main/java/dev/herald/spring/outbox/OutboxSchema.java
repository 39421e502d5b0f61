package dev.herald.spring.outbox;

import javax.sql.DataSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/** Makes the outbox's table at the start, where that is wanted; where it is there it stays. */
final class OutboxSchema extends DataSourceScriptDatabaseInitializer {
  private static final String SCRIPT = "classpath:herald/outbox/@@platform@@/R__herald_outbox.sql";

  OutboxSchema(DataSource dataSource, DatabaseInitializationMode mode) {
    super(dataSource, settings(dataSource, mode));
  }

  private static DatabaseInitializationSettings settings(
      DataSource dataSource, DatabaseInitializationMode mode) {
    DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
    settings.setMode(mode);
    if (mode != DatabaseInitializationMode.NEVER) {
      settings.setSchemaLocations(
          new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, SCRIPT));
    }
    return settings;
  }
}
