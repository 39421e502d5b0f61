package dev.herald.channel;

import org.jspecify.annotations.Nullable;

/**
 * What the provider said, for the trace: never a secret, never the content that was sent.
 *
 * @param status the protocol's own, for example {@code 200} or {@code 550 5.1.1}; null when there
 *     was no answer
 * @param answer the provider's words, shortened to {@link #MAX_ANSWER} characters
 */
public record Exchange(@Nullable String status, @Nullable String answer) {
  public static final int MAX_ANSWER = 1_000;

  /** No answer came. */
  public static final Exchange NONE = new Exchange(null, null);

  public Exchange {
    if (answer != null && answer.length() > MAX_ANSWER) {
      answer = answer.substring(0, MAX_ANSWER - 1) + "…";
    }
  }
}
