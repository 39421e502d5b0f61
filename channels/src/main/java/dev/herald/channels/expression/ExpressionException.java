package dev.herald.channels.expression;

import dev.herald.channels.reason.ExpressionReason;
import dev.herald.channels.reason.ReasonWords;

/** An expression that is wrong as written. */
public final class ExpressionException extends Exception {
  private final transient ExpressionReason reason;

  ExpressionException(ExpressionReason reason) {
    super(ReasonWords.ENGLISH.of(reason));
    this.reason = reason;
  }

  public ExpressionReason reason() {
    return reason;
  }
}
