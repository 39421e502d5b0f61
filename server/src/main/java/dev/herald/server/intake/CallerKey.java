package dev.herald.server.intake;

import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.SubmissionFault;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An idempotency key as a caller gave it.
 *
 * @param operation what it is for; the same text is another key for another operation
 * @param field where it stood
 * @throws RequestProblem.Invalid when it is blank or too long
 */
public record CallerKey(String operation, String field, String text) {
  public static final String HEADER = "Idempotency-Key";
  private static final String SUBMISSION = "messages";
  private static final String FIELD = "idempotencyKey";
  private static final int LONGEST = 255;

  public CallerKey {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new RequestProblem.Invalid(field, new SubmissionFault.KeyInvalid(LONGEST));
    }
  }

  CallerKey in(KeyMode mode) {
    return new CallerKey(operation + " " + mode.word(), field, text);
  }

  /** Of a call; null when it has none. */
  public static @Nullable CallerKey ofCall(@Nullable String header) {
    return ofCall(SUBMISSION, header);
  }

  public static @Nullable CallerKey ofCall(String operation, @Nullable String header) {
    return header == null ? null : new CallerKey(operation, HEADER, header);
  }

  /** Of one message that a resend job sends again. */
  public static CallerKey ofResend(UUID messageId, UUID jobId) {
    return new CallerKey("resend " + messageId, HEADER, jobId.toString());
  }

  /**
   * Of a record that has none of its own.
   *
   * @param scope within which the identity is unique
   * @param identity equal when the same record comes again
   */
  public static CallerKey ofRecord(String scope, String identity) {
    return new CallerKey(
        scope,
        HEADER,
        identity.length() <= LONGEST ? identity : IdempotencyKeys.digest(identity).toString());
  }

  /**
   * Of a line of a call that has a key: the line's number tells it from the call's other lines.
   *
   * @param call what the call has; null: the line has none either
   */
  static @Nullable CallerKey ofLine(@Nullable CallerKey call, long line) {
    return call == null
        ? null
        : new CallerKey("%s line %d".formatted(SUBMISSION, line), HEADER, call.text);
  }

  /**
   * What a submission holds itself, which is the same as that of a call.
   *
   * @param own null: it holds none
   * @throws RequestProblem.Invalid when it is no text
   */
  static @Nullable CallerKey written(@Nullable JsonNode own) {
    if (own == null || own.isNull()) {
      return null;
    }
    if (!own.isString()) {
      throw new RequestProblem.Invalid(FIELD, new SubmissionFault.TextNotText());
    }
    return new CallerKey(SUBMISSION, FIELD, own.stringValue());
  }
}
