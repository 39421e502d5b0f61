package dev.herald.server.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param messages messages with their traces, where their node says nothing
 * @param idempotencyKeys at least 7 days
 * @param partitions how much time a partition of messages covers: a partition goes when all of it
 *     is older
 */
@ConfigurationProperties("herald.retention")
public record RetentionSettings(
    @DefaultValue("400d") Duration messages,
    @DefaultValue("7d") Duration idempotencyKeys,
    @DefaultValue("month") PartitionSpan partitions) {
  private static final Duration SHORTEST_KEYS = Duration.ofDays(7);

  public RetentionSettings {
    if (idempotencyKeys.compareTo(SHORTEST_KEYS) < 0) {
      throw new IllegalArgumentException("herald.retention.idempotency-keys is at least 7d");
    }
    if (messages.compareTo(idempotencyKeys) < 0) {
      throw new IllegalArgumentException(
          "herald.retention.messages must not be shorter than herald.retention.idempotency-keys");
    }
  }
}
