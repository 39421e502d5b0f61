package dev.herald.server.task;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one call submits: all of its messages are saved, or none. */
public record Submission(
    UUID requestId, UUID applicationId, @Nullable IdempotencyKey key, List<NewMessage> messages) {
  public Submission {
    messages = List.copyOf(messages);
  }

  /**
   * @param key what the caller sent, hashed
   * @param requestHash equal for equal requests
   */
  public record IdempotencyKey(UUID key, UUID requestHash) {}
}
