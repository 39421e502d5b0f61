package dev.herald.channel;

import java.util.List;

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
   * Makes one call for several messages, where {@link Connector#batchKey} is the same for all of
   * them; no two have the same destination.
   *
   * @param messages at least one, and at most {@link ConnectorDescription.BatchLimit#most}
   */
  default BatchResult sendTogether(List<Message> messages) {
    throw new UnsupportedOperationException("each message goes alone");
  }

  /**
   * Asks the provider what became of a message.
   *
   * @return {@link SendResult.Accepted} when the provider accepted it, {@link SendResult.Rejected}
   *     when it reports that delivery failed, {@link SendResult.Retryable} when the query itself
   *     failed, {@link SendResult.Unknown} when the provider does not know or supports no queries
   */
  SendResult trace(SentMessage message);

  /**
   * Asks the provider to take a message back.
   *
   * @return {@link SendResult.Accepted} when it did, {@link SendResult.Rejected} when it will not,
   *     {@link SendResult.Throttled} or {@link SendResult.Retryable} when it may later, {@link
   *     SendResult.Unknown} when nobody can say
   */
  default SendResult recall(SentMessage message) {
    throw new UnsupportedOperationException("nothing can be taken back");
  }

  /** What came of one call to a provider for several messages. */
  sealed interface BatchResult {

    /**
     * The provider said something of each.
     *
     * @param results in the order of the messages
     */
    record Each(List<SendResult> results) implements BatchResult {
      public Each {
        results = List.copyOf(results);
      }
    }

    /**
     * None was taken, or nobody can say of any whether it was. Where the fault is no shared one, a
     * single message may have been the cause.
     */
    record Whole(SendResult.NotAccepted result) implements BatchResult {}
  }
}
