package dev.herald.channels.smtp;

/** How a connection is kept private. */
enum Security {
  /** Begins in the clear and must be upgraded before anything is said. */
  STARTTLS,
  /** Encrypted from the first byte. */
  TLS,
  /** In the clear: for a relay on the same machine or network. */
  NONE;

  int usualPort() {
    return switch (this) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case NONE -> 25;
    };
  }
}
