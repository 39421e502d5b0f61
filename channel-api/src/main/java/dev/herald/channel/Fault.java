package dev.herald.channel;

/** Whose fault it is that a message was not taken, and so who else would meet the same. */
public enum Fault {
  /** This destination's: the mailbox, the number, the receiver behind a URL and the way to it. */
  DESTINATION,
  /** This content's: another content by the same source to the same destination may be taken. */
  CONTENT,
  /** The sending account's: its credentials, permissions, settings, volume or pace. */
  SOURCE,
  /** The provider's: its own trouble, or the way to it. */
  PROVIDER;

  /** Whether every message by the source would meet it, wherever it goes and whatever it says. */
  public boolean isShared() {
    return switch (this) {
      case DESTINATION, CONTENT -> false;
      case SOURCE, PROVIDER -> true;
    };
  }
}
