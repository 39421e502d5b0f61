package dev.herald.channels.expression;

/** An expression met values that it can't work with. Its message shows none of them. */
public final class ExpressionFault extends RuntimeException {
  ExpressionFault(String expression) {
    super("'%s' can't be worked out from these settings and this content".formatted(expression));
  }
}
