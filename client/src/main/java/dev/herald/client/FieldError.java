package dev.herald.client;

/**
 * One thing wrong with a request. What it quotes may be personal data: think before it is logged.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason what is wrong and what would be right, in words
 * @param code the same as a stable code, such as {@code FIELD_UNKNOWN}; empty when there is none
 */
public record FieldError(String field, String reason, String code) {

  static FieldError read(JsonObject json) {
    return new FieldError(json.text("field", ""), json.text("reason", ""), json.text("code", ""));
  }
}
