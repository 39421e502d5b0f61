package dev.herald.channels.smtp;

/** How far a conversation has got. */
enum Stage {
  CONNECT,
  LOGIN,
  SENDER,
  RECIPIENT,
  DATA,
  /** The message may have been taken. */
  END_OF_DATA
}
