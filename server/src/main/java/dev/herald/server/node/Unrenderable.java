package dev.herald.server.node;

/** Stops a rendering from its depths; {@link Renderer} turns it into a value. */
final class Unrenderable extends RuntimeException {
  final String reason;

  Unrenderable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }
}
