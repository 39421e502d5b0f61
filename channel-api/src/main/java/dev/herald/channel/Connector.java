package dev.herald.channel;

import java.util.Optional;

/** Calls one provider of a channel. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** Changes whenever the connector's behaviour changes, so that a trace can name it. */
  default String version() {
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
   * The request that {@link #send} would make, for people to read: exact, except that values
   * computed from secrets are masked.
   */
  RequestPreview preview(Message message);

  /** Closes connections. Sending afterwards fails. */
  @Override
  default void close() {}
}
