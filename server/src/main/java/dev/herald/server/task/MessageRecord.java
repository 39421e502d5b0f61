package dev.herald.server.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands.
 *
 * @param dueAt when it is taken up again; null when nothing is left to do
 * @param waitsFor what holds it back, if something does
 * @param events its trace after its acceptance, oldest first; empty in lists
 * @param offspring messages made from it by resending or falling back, oldest first; empty in lists
 */
public record MessageRecord(
    NewMessage message,
    MessageState state,
    int attempts,
    @Nullable Instant dueAt,
    @Nullable String waitsFor,
    @Nullable TraceEvent latest,
    List<TraceEvent> events,
    List<Offspring> offspring) {

  /** A message made from another. */
  public record Offspring(UUID id, Origin.Kind kind, String requestedBy) {}
}
