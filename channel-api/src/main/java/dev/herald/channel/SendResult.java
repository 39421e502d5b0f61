package dev.herald.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one call to a provider. */
public sealed interface SendResult {

  /** What the provider said. */
  Exchange exchange();

  /**
   * The provider took the message.
   *
   * @param providerId the provider's id of it, where it gives one
   */
  record Accepted(@Nullable String providerId, Exchange exchange) implements SendResult {}

  /**
   * Nothing is wrong, only too fast. It does not count as an attempt.
   *
   * @param scope who must wait
   * @param after how long, at least
   */
  record Throttled(Scope scope, Duration after, String reason, Exchange exchange)
      implements SendResult {
    /** Whether the whole source must wait, or only messages to this destination. */
    public enum Scope {
      SOURCE,
      DESTINATION
    }
  }

  /**
   * The message was certainly not sent, and a later attempt may succeed.
   *
   * @param after the provider's hint, if it gave one
   */
  record Retryable(String reason, @Nullable Duration after, Exchange exchange)
      implements SendResult {
    public Retryable(String reason, Exchange exchange) {
      this(reason, null, exchange);
    }
  }

  /** The provider refuses, and would again. */
  record Rejected(Rejection rejection, String reason, Exchange exchange) implements SendResult {}

  /**
   * Neither sent nor failed: the request was written and no answer came that tells. The connector's
   * {@link AmbiguityPolicy} decides what follows.
   */
  record Unknown(String reason, Exchange exchange) implements SendResult {}
}
