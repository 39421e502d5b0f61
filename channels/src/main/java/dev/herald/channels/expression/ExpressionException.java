package dev.herald.channels.expression;

/** An expression that is wrong as written; the message says what would be right. */
public final class ExpressionException extends Exception {
  ExpressionException(String message) {
    super(message);
  }
}
