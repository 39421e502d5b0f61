package dev.herald.server.preference;

import dev.herald.server.reason.TraceReason;
import java.time.Instant;

/** What a preference, quiet hours or a frequency cap make of a message. */
public sealed interface Restriction {
  TraceReason reason();

  /** It must not go. */
  record Forbidden(TraceReason reason) implements Restriction {}

  /** It must not go before that. */
  record NotBefore(Instant until, TraceReason reason) implements Restriction {}
}
