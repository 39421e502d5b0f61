package dev.herald.sandbox.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stand-in made of a message.
 *
 * @param code the provider's, for example {@code 0}, {@code Ok} or {@code 550 5.1.1}
 * @param effect the label of the rule's effect that it met; null when none did
 */
public record Outcome(
    Status status, String code, SignatureCheck signature, @Nullable String effect) {

  /** Whether the person has the message. */
  public enum Status {
    /** Delivered. */
    ACCEPTED,
    /** Not delivered again: it has the idempotency key of one that was. Answered like that one. */
    REPEATED,
    /** Not delivered, and the caller was told. */
    REFUSED,
    /** Not delivered, and the caller was told nothing, or the opposite. */
    DROPPED
  }

  /**
   * What one recipient of a batch met.
   *
   * @param refused the codes of all who were refused alone
   * @param own its code among them; null when it was served
   */
  public Outcome of(Map<String, String> refused, @Nullable String own) {
    if (refused.isEmpty()) {
      return this;
    }
    return own == null
        ? new Outcome(Status.ACCEPTED, "", signature, effect)
        : new Outcome(Status.REFUSED, own, signature, effect);
  }
}
