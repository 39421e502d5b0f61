package dev.herald.sandbox.http;

import java.time.Duration;

/**
 * What becomes of a request on the wire: a reply in good order, or one of the ways calls go wrong.
 */
public sealed interface Answer {

  /** The reply, at once. */
  record Whole(Reply reply) implements Answer {}

  /** The reply, after a while. */
  record Late(Reply reply, Duration delay) implements Answer {}

  /** The reply in single bytes with a pause before each. */
  record Dripping(Reply reply, Duration perByte) implements Answer {}

  /** No reply: the connection is reset (TCP RST). */
  record Reset() implements Answer {}

  /** No reply, and the connection stays open until the caller leaves. */
  record Silence() implements Answer {}
}
