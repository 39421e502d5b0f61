package dev.herald.server.identity.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a session lasts; {@code herald.session}.
 *
 * @param idle without a request
 * @param longest however busy
 */
@ConfigurationProperties("herald.session")
public record SessionSettings(Duration idle, Duration longest) {
  public SessionSettings {
    if (!idle.isPositive() || longest.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "herald.session.idle must be positive, and herald.session.longest no shorter than it");
    }
  }
}
