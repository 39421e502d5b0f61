package dev.herald.channel;

import java.util.Optional;

/** How one provider of a channel is spoken to. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** Differs whenever the way of speaking differs, so that a trace can name it. */
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

  /** Lets go of connections. Sending after it fails. */
  @Override
  default void close() {}
}
