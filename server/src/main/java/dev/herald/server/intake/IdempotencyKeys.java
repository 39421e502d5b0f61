package dev.herald.server.intake;

import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.Submission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the caller's {@code Idempotency-Key}. */
final class IdempotencyKeys {
  private static final int LONGEST = 255;

  private IdempotencyKeys() {}

  /**
   * @param operation what the key is for; the same key may be used for another operation
   * @param request equal requests under one key get one answer
   */
  static Submission.@Nullable IdempotencyKey of(
      @Nullable String key, String operation, JsonNode request) {
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > LONGEST) {
      throw new RequestProblem.Invalid(
          "Idempotency-Key",
          "is blank or longer than %d characters".formatted(LONGEST),
          "a text that is new for each submission, such as a UUID");
    }
    return new Submission.IdempotencyKey(
        digest(operation + "\n" + key), digest(CanonicalJson.of(request)));
  }

  private static UUID digest(String text) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
