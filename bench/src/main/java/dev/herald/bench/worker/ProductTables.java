package dev.herald.bench.worker;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

/** Herald's tables, as its own task module makes them. */
public final class ProductTables {
  private ProductTables() {}

  /**
   * Makes them in an empty database.
   *
   * @param database its URL, user and password
   * @param folder for the key of the vault
   */
  public static void make(String[] database, Path folder) {
    try (ConfigurableApplicationContext context = TaskModule.start(database, folder.toString())) {
      if (!context.isActive()) {
        throw new IllegalStateException("the task module did not start");
      }
    }
  }
}
