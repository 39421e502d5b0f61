package dev.herald.channel;

import dev.herald.channel.account.Balance;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls one provider of a channel. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** Changes whenever the connector's behaviour changes, so that a trace can name it. */
  default String version() {
    return "built-in";
  }

  /**
   * Where its requests go, as far as no source says: differs whenever they would go elsewhere for
   * the same source.
   */
  default String reach() {
    return "built-in";
  }

  /** The definition that it was made from; empty when it is written in Java. */
  default Optional<String> definition() {
    return Optional.empty();
  }

  /**
   * How many messages of the source it sends at once; more would wait inside it. By default as many
   * as requested.
   */
  default int callsAtOnce(Source source) {
    return Integer.MAX_VALUE;
  }

  /**
   * Messages of one source with equal keys may go in one call, see {@link #sendTogether}.
   *
   * @return null: it goes alone
   */
  default @Nullable Object batchKey(Message message) {
    return null;
  }

  /**
   * The request that {@link #send} would make, for people to read: exact, except that values
   * computed from secrets are masked.
   */
  RequestPreview preview(Message message);

  /** How what the provider says later is read; empty when it says nothing by itself. */
  default Optional<Receipts> receipts() {
    return Optional.empty();
  }

  /** Whether it hears by itself what became of messages, over a connection that it keeps or not. */
  default boolean tellsByItself() {
    return receipts().isPresent();
  }

  /**
   * How long after a message was taken, and then after each question, its provider is asked what
   * became of it, unless it told by itself; empty where it is never asked.
   */
  default List<Duration> followsAfter() {
    return List.of();
  }

  /**
   * Where reports about a source's messages wait to be fetched; empty where they wait nowhere, or
   * its settings are wrong.
   */
  default Optional<ReportBox> reportBox(Source source) {
    return Optional.empty();
  }

  /**
   * Asks what became of messages of one source that were taken; what one question answers for
   * several is asked once.
   *
   * @return what is final, by the message's id; all others are to be asked about again
   */
  default Map<UUID, Report.Progress> follow(List<SentMessage> messages) {
    return Map.of();
  }

  /** Whether its provider says what is left of what was paid in advance. */
  default boolean tellsBalance() {
    return false;
  }

  /**
   * Asks what is left of what the source's account paid in advance. Blocks for as long as a call.
   *
   * @throws UnsupportedOperationException when its provider does not say, see {@link #tellsBalance}
   */
  default Balance balance(Source source) {
    throw new UnsupportedOperationException(description().name());
  }

  /** Whether files go with the emails that it sends; without it, none is given to it. */
  default boolean carriesAttachments() {
    return false;
  }

  /** Whether a refusal means that nothing will ever reach this address again. */
  default boolean saysAddressIsDead(SendResult.Rejected refused) {
    return false;
  }

  /** Closes connections. Sending afterwards fails. */
  @Override
  default void close() {}
}
