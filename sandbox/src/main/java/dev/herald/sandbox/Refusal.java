package dev.herald.sandbox;

import java.util.Optional;

/**
 * Why a stand-in won't take a message, in the provider's words.
 *
 * @param code the provider's
 */
record Refusal(String code, String message) {

  static Optional<Refusal> refuse(String code, String message) {
    return Optional.of(new Refusal(code, message));
  }
}
