package dev.herald.channel;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one call to a provider. */
public sealed interface SendResult {

  /** What the provider said. */
  Exchange exchange();

  /** The provider took the message. */
  record Accepted(Exchange exchange) implements SendResult {}

  /** The provider did not take the message, or nobody can say whether it did. */
  sealed interface NotAccepted extends SendResult {

    /** Whose fault it is: only a shared one may hold back other messages of the source. */
    Fault fault();

    Reason reason();
  }

  /**
   * Nothing is wrong, only too fast. It does not count as an attempt.
   *
   * @param fault who is too fast, and so must wait: the source, or only what goes to this
   *     destination
   * @param after how long, at least
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

  /** The provider refuses, and would again. */
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
   * Neither sent nor failed: the request was written and no answer came that tells.
   *
   * @param policy what follows; null: what the source or its connector says
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
