package dev.herald.channels.definition.answer;

import dev.herald.channels.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says to people, such as the provider's id of a message.
 *
 * @param secret whether it is made of a secret of the source, and so is not shown
 */
public record Told(Expression expression, boolean secret) {
  private static final String SECRET = "(secret)";

  /** To be shown; null when the answer has none. */
  public static @Nullable String shown(@Nullable Told told, Answer answer) {
    String text = exact(told, answer);
    return text != null && told != null && told.secret ? SECRET : text;
  }

  /** To be compared, never to be shown. */
  public static @Nullable String exact(@Nullable Told told, Answer answer) {
    return told == null ? null : answer.text(told.expression);
  }
}
