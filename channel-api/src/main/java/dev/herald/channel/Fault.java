package dev.herald.channel;

/**
 * Whose fault it is that a message was not accepted, and so which other messages would fail too.
 */
public enum Fault {
  /** This destination's: the mailbox, the number, the receiver behind a URL and the way to it. */
  DESTINATION,
  /** This content's: other content by the same source to the same destination may be accepted. */
  CONTENT,
  /** The sending account's: its credentials, permissions, settings, volume or rate. */
  SOURCE,
  /** The provider's: its own failure, or the network path to it. */
  PROVIDER;

  /** Whether every message by the source would fail, whatever its destination and content. */
  public boolean isShared() {
    return switch (this) {
      case DESTINATION, CONTENT -> false;
      case SOURCE, PROVIDER -> true;
    };
  }
}
