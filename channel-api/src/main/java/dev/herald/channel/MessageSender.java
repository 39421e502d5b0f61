package dev.herald.channel;

/** Sends messages to a provider, and queries it about them. Blocks; safe for concurrent use. */
public interface MessageSender {

  /**
   * Makes one call.
   *
   * <p>Expected outcomes, including time-outs and malformed answers, are results. An exception is a
   * bug; the caller treats it as {@link SendResult.Unknown}.
   */
  SendResult send(Message message);

  /**
   * Asks the provider what became of a message.
   *
   * @return {@link SendResult.Accepted} when the provider accepted it, {@link SendResult.Rejected}
   *     when it reports that delivery failed, {@link SendResult.Retryable} when the query itself
   *     failed, {@link SendResult.Unknown} when the provider does not know or supports no queries
   */
  SendResult trace(SentMessage message);
}
