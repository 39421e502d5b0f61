package dev.herald.server.node;

import dev.herald.channel.Reason;

/** Stops a rendering from its depths; {@link Renderer} turns it into a value. */
final class Unrenderable extends RuntimeException {
  final transient Reason reason;

  Unrenderable(Reason reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }
}
