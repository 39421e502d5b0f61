package dev.herald.channel;

/** How one provider of a channel is spoken to. */
public interface Connector extends MessageSender, AutoCloseable {

  ConnectorDescription description();

  /** The exact request that {@link #send} would make, for people to read; secrets are masked. */
  String preview(Message message);

  /** Lets go of connections. Sending after it fails. */
  @Override
  default void close() {}
}
