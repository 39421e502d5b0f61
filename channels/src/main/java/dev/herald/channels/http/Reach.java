package dev.herald.channels.http;

/** Which hosts a call may go to. */
public enum Reach {
  /** Any: the host was named by an administrator. */
  ANY,
  /** Not into private networks: the host was named by somebody outside. */
  PUBLIC
}
