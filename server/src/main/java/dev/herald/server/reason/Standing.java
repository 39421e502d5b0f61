package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a message stands: its verdict. */
public sealed interface Standing extends Reason {

  record IsWaiting() implements Standing {}

  record IsScheduled(Instant dueAt) implements Standing {}

  record WaitsForTurn(
      @Nullable Instant since, int ahead, boolean more, String channel, List<String> sources)
      implements Standing {}

  record WaitsForTurnSince(@Nullable Instant since, Reason why) implements Standing {}

  record WaitsUntil(@Nullable Instant until, Reason why) implements Standing {}

  record WillRetry(@Nullable Instant dueAt, int attempts, Reason why) implements Standing {}

  record IsSending() implements Standing {}

  record IsSent(@Nullable Instant at, @Nullable String source) implements Standing {}

  record IsDelivered(@Nullable Instant at) implements Standing {}

  record IsUndelivered(Reason why) implements Standing {}

  record HasFailed(Reason why) implements Standing {}

  record HasExpired(Reason why) implements Standing {}

  record WasCancelled(Reason why) implements Standing {}

  record WasRecalled(Reason why) implements Standing {}

  /**
   * @param message the digest
   */
  record IsInDigest(String message) implements Standing {}

  record IsSuppressed(Reason why) implements Standing {}

  record IsUnknown(Reason why) implements Standing {}
}
