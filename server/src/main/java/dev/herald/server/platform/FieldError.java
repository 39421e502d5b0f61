package dev.herald.server.platform;

/**
 * One thing wrong with a request.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason what is wrong, in words
 * @param expected what would be right
 */
public record FieldError(String field, String reason, String expected) {
  /** The same error inside an enclosing field. */
  public FieldError within(String parent) {
    return new FieldError(field.isEmpty() ? parent : parent + "." + field, reason, expected);
  }
}
