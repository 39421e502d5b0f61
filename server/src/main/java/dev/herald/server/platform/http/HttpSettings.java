package dev.herald.server.platform.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What HTTP clients may take. How many connections there are in sum is {@code
 * server.tomcat.max-connections}.
 *
 * @param connectionsPerAddress how many of them one address has at most; null: a quarter. An IPv6
 *     address counts as its network of 64 bits
 * @param patience how long a request's header may take; a body may take as long, and a second more
 *     for each 16 KB of it
 */
@ConfigurationProperties("herald.http")
record HttpSettings(
    @Nullable Integer connectionsPerAddress, @DefaultValue("10s") Duration patience) {
  HttpSettings {
    if (connectionsPerAddress != null && connectionsPerAddress < 1) {
      throw new IllegalArgumentException("herald.http.connections-per-address is at least 1");
    }
    if (patience.toMillis() < 100) {
      throw new IllegalArgumentException("herald.http.patience is at least 100ms");
    }
  }
}
