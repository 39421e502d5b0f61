package dev.herald.server.task;

import dev.herald.server.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** Whether its time is over. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Whether the key that it was submitted with reaches where it would go. */
  public boolean mayGo() {
    return context.mayReach(context.route().destination().common());
  }

  /** The message that takes over by the next of its ways. */
  public NewMessage byNextChannel(Origin.Kind why) {
    return new NewMessage(
        Ids.next(),
        requestId,
        ownership,
        lane,
        requestedBy,
        null,
        expiresAt,
        null,
        new Origin(why, id),
        context.next());
  }

  /** How much of its lane's room it takes, at least 1. */
  public int pieces() {
    return DataSize.of(context.data()).pieces();
  }

  /** The same, made of something else. */
  public NewMessage with(MessageContext other) {
    return new NewMessage(
        id, requestId, ownership, lane, requestedBy, dueAt, expiresAt, dedup, origin, other);
  }

  /** The same by other ids. */
  public NewMessage as(UUID otherId, UUID otherRequest) {
    return new NewMessage(
        otherId,
        otherRequest,
        ownership,
        lane,
        requestedBy,
        dueAt,
        expiresAt,
        dedup,
        origin,
        context);
  }

  /** How much room they take together. */
  public static int pieces(List<NewMessage> messages) {
    return messages.stream().mapToInt(NewMessage::pieces).sum();
  }

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
