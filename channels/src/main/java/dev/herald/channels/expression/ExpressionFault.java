package dev.herald.channels.expression;

import java.util.Set;
import java.util.TreeSet;

/** A part of a request met values that it can't be made of. Its message shows none of them. */
public final class ExpressionFault extends RuntimeException {
  private final transient Set<String> reads;

  /**
   * @param reads the words whose values are at fault, such as {@code destination}
   */
  public ExpressionFault(String message, Set<String> reads) {
    // It is an outcome, not a bug: nobody will look for where it was thrown.
    super(message, null, false, false);
    this.reads = Set.copyOf(reads);
  }

  static ExpressionFault of(String expression, Set<String> reads) {
    return new ExpressionFault(
        "'%s' can't be worked out from %s".formatted(expression, values(reads)), reads);
  }

  private static String values(Set<String> reads) {
    return reads.isEmpty()
        ? "nothing"
        : "these values of " + String.join(", ", new TreeSet<>(reads));
  }

  /** The words whose values are at fault: they tell whose fault it is. */
  public Set<String> reads() {
    return reads;
  }
}
