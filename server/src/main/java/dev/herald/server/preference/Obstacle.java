package dev.herald.server.preference;

import dev.herald.server.reason.TraceReason;
import java.time.Instant;

/** What keeps a message from its person. */
public sealed interface Obstacle {
  TraceReason reason();

  /** It must not go. */
  record Never(TraceReason reason) implements Obstacle {}

  /** It must not go before that. */
  record NotBefore(Instant until, TraceReason reason) implements Obstacle {}
}
