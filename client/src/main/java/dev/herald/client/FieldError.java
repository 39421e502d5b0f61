package dev.herald.client;

/**
 * One thing wrong with a request. What it quotes may be personal data: think before it is logged.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason what is wrong, in words
 * @param expected what would be right
 */
public record FieldError(String field, String reason, String expected) {

  static FieldError read(JsonObject json) {
    return new FieldError(
        json.text("field", ""), json.text("reason", ""), json.text("expected", ""));
  }
}
