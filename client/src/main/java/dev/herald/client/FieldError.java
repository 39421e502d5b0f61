package dev.herald.client;

/**
 * One error of a request. It may quote personal data: take care when you log it.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason the error and its correction, in words
 * @param code the same as a stable code, such as {@code FIELD_UNKNOWN}; empty when there is none
 */
public record FieldError(String field, String reason, String code) {

  static FieldError read(JsonObject json) {
    return new FieldError(json.text("field", ""), json.text("reason", ""), json.text("code", ""));
  }
}
