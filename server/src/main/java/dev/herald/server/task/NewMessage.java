package dev.herald.server.task;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is accepted, and as it is kept.
 *
 * @param requestId the submission that it came with
 * @param requestedBy who asked
 * @param dueAt null: at once
 * @param expiresAt null: never
 */
public record NewMessage(
    UUID id,
    UUID requestId,
    Ownership ownership,
    String lane,
    String requestedBy,
    @Nullable Instant dueAt,
    @Nullable Instant expiresAt,
    @Nullable Dedup dedup,
    @Nullable Origin origin,
    MessageContext context) {

  /** Whose message it is and whom it is for. */
  public record Ownership(
      UUID applicationId, UUID nodeId, UUID tenantId, @Nullable UUID recipientId) {}

  /**
   * The claim that no equal message is sent within a window.
   *
   * @param key equal for equal content to an equal destination
   */
  public record Dedup(UUID key, Duration window) {}
}
