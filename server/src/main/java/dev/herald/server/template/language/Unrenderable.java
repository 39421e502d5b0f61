package dev.herald.server.template.language;

import dev.herald.channel.Reason;

/** Stops a rendering from its depths; the renderer turns it into a value. */
public final class Unrenderable extends RuntimeException {
  private final transient Reason reason;

  Unrenderable(Reason reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
