package dev.herald.server.intake;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param inHand how large all submissions together may be that are being taken in; null: an eighth
 *     of the memory that the process may use
 */
@ConfigurationProperties("herald.intake")
record IntakeSettings(@Nullable DataSize inHand) {
  private static final int PART_OF_MEMORY = 8;

  IntakeSettings {
    if (inHand != null && inHand.toMegabytes() < 1) {
      throw new IllegalArgumentException("herald.intake.in-hand is at least 1MB");
    }
  }

  long bytesInHand() {
    return inHand == null ? Runtime.getRuntime().maxMemory() / PART_OF_MEMORY : inHand.toBytes();
  }
}
