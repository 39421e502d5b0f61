package dev.herald.channel;

/** Gives messages to a provider, and asks it about them. Blocks; safe for concurrent use. */
public interface MessageSender {

  /**
   * Makes one call.
   *
   * <p>Expected outcomes, also time-outs and malformed answers, are results. An exception is a bug;
   * the caller treats it as {@link SendResult.Unknown}.
   */
  SendResult send(Message message);

  /**
   * Asks the provider what became of a message.
   *
   * @return {@link SendResult.Accepted} when the provider has it, {@link SendResult.Rejected} when
   *     it says that it could not be delivered, {@link SendResult.Retryable} when the question
   *     itself failed, {@link SendResult.Unknown} when the provider can't say or can't be asked
   */
  SendResult trace(SentMessage message);
}
