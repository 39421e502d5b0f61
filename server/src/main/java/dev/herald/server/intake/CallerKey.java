package dev.herald.server.intake;

import dev.herald.server.access.KeyMode;
import dev.herald.server.platform.RequestProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An idempotency key as a caller gave it.
 *
 * @param operation what it is for; the same text is another key for another operation
 * @param field where it stood
 * @throws RequestProblem.Invalid when it is blank or too long
 */
record CallerKey(String operation, String field, String text) {
  static final String HEADER = "Idempotency-Key";
  private static final String SUBMISSION = "messages";
  private static final String FIELD = "idempotencyKey";
  private static final int LONGEST = 255;

  CallerKey {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new RequestProblem.Invalid(
          field,
          "is blank or longer than %d characters".formatted(LONGEST),
          "a text that is new for each submission, such as a UUID");
    }
  }

  CallerKey in(KeyMode mode) {
    return new CallerKey(operation + " " + mode.word(), field, text);
  }

  /** Of a call; null when it has none. */
  static @Nullable CallerKey ofCall(@Nullable String header) {
    return ofCall(SUBMISSION, header);
  }

  static @Nullable CallerKey ofCall(String operation, @Nullable String header) {
    return header == null ? null : new CallerKey(operation, HEADER, header);
  }

  /**
   * Of a line of a bulk submission: the line's own, which is the same as that of a call, or else
   * the call's and the line's number.
   *
   * @param call what the call has, if it has one
   * @throws RequestProblem.Invalid when the line's own is no text
   */
  static @Nullable CallerKey ofLine(@Nullable CallerKey call, long line, @Nullable JsonNode own) {
    if (own == null || own.isNull()) {
      return call == null
          ? null
          : new CallerKey("%s line %d".formatted(SUBMISSION, line), HEADER, call.text);
    }
    if (!own.isString()) {
      throw new RequestProblem.Invalid(FIELD, "is no text", "a text in quotes");
    }
    return new CallerKey(SUBMISSION, FIELD, own.stringValue());
  }
}
