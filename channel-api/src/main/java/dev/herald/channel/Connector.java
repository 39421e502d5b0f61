package dev.herald.channel;

import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one provider of a channel is spoken to. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** Differs whenever the way of speaking differs, so that a trace can name it. */
  default String version() {
    return "built-in";
  }

  /** The text that it was made from; empty when it is made in Java. */
  default Optional<String> definition() {
    return Optional.empty();
  }

  /**
   * How many messages of the source it sends at once; more would wait inside it. As many as are
   * asked for, unless said otherwise.
   */
  default int callsAtOnce(Source source) {
    return Integer.MAX_VALUE;
  }

  /**
   * The request that {@link #send} would make, for people to read: exact but for what is made of
   * secrets, which is masked.
   */
  RequestPreview preview(Message message);

  /** How what the provider says later is read; empty when it says nothing by itself. */
  default Optional<Receipts> receipts() {
    return Optional.empty();
  }

  /**
   * How long after a message was taken, and then after each question, its provider is asked what
   * became of it; empty where it tells by itself, or not at all.
   */
  default List<Duration> followsAfter() {
    return List.of();
  }

  /** Asks what became of a message that was taken; empty while nothing is final. */
  default Optional<Report.Progress> follow(SentMessage message) {
    return Optional.empty();
  }

  /** Whether a refusal means that nothing will ever reach this address again. */
  default boolean saysAddressIsDead(SendResult.Rejected refused) {
    return false;
  }

  /** Lets go of connections. Sending after it fails. */
  @Override
  default void close() {}
}
