package dev.herald.server.template.language;

/** Stops a rendering from its depths; {@code Renderer} turns it into a value. */
public final class Unrenderable extends RuntimeException {
  public final String reason;

  Unrenderable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }
}
