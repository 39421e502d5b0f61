package dev.herald.sandbox.standin;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a stand-in won't take a message, in the provider's words.
 *
 * @param status the HTTP status that goes with it
 * @param code the provider's
 * @param retryAfter in seconds; null where the provider gives no hint
 */
public record Refusal(int status, String code, String message, @Nullable Integer retryAfter) {

  public Refusal(String code, String message) {
    this(200, code, message, null);
  }

  public static Optional<Refusal> refuse(String code, String message) {
    return Optional.of(new Refusal(code, message));
  }

  public Refusal saying(String other) {
    return new Refusal(status, code, other, retryAfter);
  }

  /** The header {@code Retry-After}, if there is a hint. */
  public Map<String, String> headers() {
    return retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter.toString());
  }
}
