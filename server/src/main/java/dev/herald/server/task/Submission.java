package dev.herald.server.task;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call submits: all of its messages are saved, or none.
 *
 * @param repeats lines of the answer without a message of their own, in the order of their places
 */
public record Submission(
    UUID requestId,
    UUID applicationId,
    @Nullable IdempotencyKey key,
    List<NewMessage> messages,
    List<Repeat> repeats) {
  public Submission {
    messages = List.copyOf(messages);
    repeats = List.copyOf(repeats);
  }

  public Submission(
      UUID requestId, UUID applicationId, @Nullable IdempotencyKey key, List<NewMessage> messages) {
    this(requestId, applicationId, key, messages, List.of());
  }

  /** The same under a key. */
  public Submission under(@Nullable IdempotencyKey other) {
    return new Submission(requestId, applicationId, other, messages, repeats);
  }

  /**
   * A person who was named before in the same call, and is told the same.
   *
   * @param position of its line in the answer
   * @param of the message that stands in its place
   */
  public record Repeat(int position, UUID of, Route route) {}

  /**
   * @param key what the caller sent, hashed
   * @param requestHash equal for equal requests; without the vault's key nobody can tell a request
   *     from it
   * @param earlier what releases before this one kept in its place
   */
  public record IdempotencyKey(UUID key, UUID requestHash, Supplier<UUID> earlier) {
    public IdempotencyKey(UUID key, UUID requestHash) {
      this(key, requestHash, () -> requestHash);
    }

    public boolean isOf(UUID kept) {
      return kept.equals(requestHash) || kept.equals(earlier.get());
    }
  }
}
