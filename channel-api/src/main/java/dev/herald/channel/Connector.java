package dev.herald.channel;

/** How one provider of a channel is spoken to. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** Differs whenever the way of speaking differs, so that a trace can name it. */
  default String version() {
    return "built-in";
  }

  /**
   * How many messages of the source it sends at once; more would wait inside it. As many as are
   * asked for, unless said otherwise.
   */
  default int callsAtOnce(Source source) {
    return Integer.MAX_VALUE;
  }

  /** The exact request that {@link #send} would make, for people to read; secrets are masked. */
  String preview(Message message);

  /** Lets go of connections. Sending after it fails. */
  @Override
  default void close() {}
}
