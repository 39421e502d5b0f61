package dev.herald.channels.expression;

/** An expression met values that it can't work with. Its message shows none of them. */
public final class ExpressionFault extends RuntimeException {
  ExpressionFault(String expression) {
    // It is an outcome, not a bug: nobody will look for where it was thrown.
    super(
        "'%s' can't be worked out from these settings and this content".formatted(expression),
        null,
        false,
        false);
  }
}
