package dev.herald.server.resend;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a resend job that can't go on is tried.
 *
 * @param pause after the first try that came to nothing; doubled after each other
 * @param tries in a row, until it fails
 */
@ConfigurationProperties("herald.resends")
record ResendSettings(@DefaultValue("1s") Duration pause, @DefaultValue("6") int tries) {
  ResendSettings {
    if (!pause.isPositive() || tries < 1 || tries > 20) {
      throw new IllegalArgumentException(
          "herald.resends.pause must be positive, and herald.resends.tries from 1 to 20");
    }
  }

  /**
   * @param tries in a row that came to nothing
   */
  Duration pause(int tries) {
    return pause.multipliedBy(1L << (tries - 1));
  }
}
