package dev.herald.channel;

import org.jspecify.annotations.Nullable;

/**
 * The provider's answer, for the trace: never a secret, never the content that was sent.
 *
 * @param status the protocol's own, for example {@code 200} or {@code 550 5.1.1}; null when there
 *     was no answer
 * @param answer the provider's text, shortened to {@link #MAX_ANSWER} characters
 * @param providerId the provider's id of the message, where the answer names one, in any case; null
 *     when it is blank or longer than {@link #MAX_PROVIDER_ID}
 */
public record Exchange(
    @Nullable String status, @Nullable String answer, @Nullable String providerId) {
  public static final int MAX_ANSWER = 1_000;
  public static final int MAX_PROVIDER_ID = 500;

  /** No answer came. */
  public static final Exchange NONE = new Exchange(null, null);

  public Exchange {
    if (answer != null && answer.length() > MAX_ANSWER) {
      answer = answer.substring(0, MAX_ANSWER - 1) + "…";
    }
    if (providerId != null && (providerId.isBlank() || providerId.length() > MAX_PROVIDER_ID)) {
      providerId = null;
    }
  }

  public Exchange(@Nullable String status, @Nullable String answer) {
    this(status, answer, null);
  }

  /** The same answer with this id of the message. */
  public Exchange naming(@Nullable String providerId) {
    return new Exchange(status, answer, providerId);
  }
}
