package dev.herald.channels.http;

/** Which private targets a call may go to. */
public enum Reach {
  /** Those that an administrator of the server listed: a source or a definition named the host. */
  LISTED,
  /** None: the host was named by somebody outside. */
  PUBLIC
}
