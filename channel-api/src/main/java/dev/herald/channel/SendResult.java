package dev.herald.channel;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of one call to a provider. */
public sealed interface SendResult {

  /** The provider's answer. */
  Exchange exchange();

  /** The provider accepted the message. */
  record Accepted(Exchange exchange) implements SendResult {}

  /** The provider did not accept the message, or it is unknown whether it did. */
  sealed interface NotAccepted extends SendResult {

    /** Whose fault it is: only a shared one may delay other messages of the source. */
    Fault fault();

    Reason reason();
  }

  /**
   * The rate limit was exceeded. It does not count as an attempt.
   *
   * @param fault who must back off: the source, or only messages to this destination
   * @param after the least time to wait
   */
  record Throttled(Fault fault, Duration after, Reason reason, Exchange exchange)
      implements NotAccepted {
    /**
     * @param said by the provider
     */
    public Throttled(Fault fault, Duration after, String said, Exchange exchange) {
      this(fault, after, new ProviderSaid(Kind.THROTTLED, said), exchange);
    }
  }

  /**
   * The message was certainly not sent, and a later attempt may succeed.
   *
   * @param after the provider's hint, if it gave one
   */
  record Retryable(Fault fault, Reason reason, @Nullable Duration after, Exchange exchange)
      implements NotAccepted {
    public Retryable(Fault fault, Reason reason, Exchange exchange) {
      this(fault, reason, null, exchange);
    }

    /**
     * @param said by the provider
     */
    public Retryable(Fault fault, String said, Exchange exchange) {
      this(fault, new ProviderSaid(Kind.FAILED, said), null, exchange);
    }

    /**
     * @param said by the provider
     */
    public Retryable(Fault fault, String said, @Nullable Duration after, Exchange exchange) {
      this(fault, new ProviderSaid(Kind.FAILED, said), after, exchange);
    }
  }

  /** The provider refuses permanently. */
  record Rejected(Fault fault, Rejection rejection, Reason reason, Exchange exchange)
      implements NotAccepted {
    public Rejected(Rejection rejection, Reason reason, Exchange exchange) {
      this(rejection.fault(), rejection, reason, exchange);
    }

    /**
     * @param said by the provider
     */
    public Rejected(Rejection rejection, String said, Exchange exchange) {
      this(rejection.fault(), rejection, said, exchange);
    }

    /**
     * @param said by the provider
     */
    public Rejected(Fault fault, Rejection rejection, String said, Exchange exchange) {
      this(fault, rejection, new ProviderSaid(rejection.said(), said), exchange);
    }
  }

  /**
   * The outcome is ambiguous: the request was written, and no conclusive answer came.
   *
   * @param policy what follows; null: the policy of the source or its connector
   */
  record Unknown(Fault fault, Reason reason, @Nullable AmbiguityPolicy policy, Exchange exchange)
      implements NotAccepted {
    public Unknown(Fault fault, Reason reason, Exchange exchange) {
      this(fault, reason, null, exchange);
    }

    /**
     * @param said by the provider
     */
    public Unknown(Fault fault, String said, Exchange exchange) {
      this(fault, new ProviderSaid(Kind.LEFT_UNKNOWN, said), null, exchange);
    }

    /**
     * @param said by the provider
     */
    public Unknown(Fault fault, String said, @Nullable AmbiguityPolicy policy, Exchange exchange) {
      this(fault, new ProviderSaid(Kind.LEFT_UNKNOWN, said), policy, exchange);
    }
  }
}
