package dev.herald.server.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many database connections a process has beside those of its lanes and jobs, which are {@code
 * spring.datasource.hikari.maximum-pool-size}. All three together are what it takes at most.
 *
 * @param intake for what submissions are checked against
 * @param people for all other requests
 */
@ConfigurationProperties("herald.connections")
record ConnectionSettings(@DefaultValue("4") int intake, @DefaultValue("6") int people) {
  ConnectionSettings {
    if (intake < 1 || people < 1) {
      throw new IllegalArgumentException(
          "herald.connections.intake and herald.connections.people are at least 1");
    }
  }
}
