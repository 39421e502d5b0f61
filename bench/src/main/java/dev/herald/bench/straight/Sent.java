package dev.herald.bench.straight;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a message. */
record Sent(UUID id, Instant at, String providerId, Call call) {
  /**
   * A request to the provider.
   *
   * @param id null, like the number of its messages: it had one only
   */
  record Call(@Nullable UUID id, @Nullable Integer messages, int durationMillis) {}
}
