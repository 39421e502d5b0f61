package dev.herald.channels.expression;

import dev.herald.channel.CallReason;
import java.util.Set;
import java.util.TreeSet;

/** A part of a request met values that it can't be made of. Its reason shows none of them. */
public final class ExpressionFault extends RuntimeException {
  private final transient CallReason reason;
  private final transient Set<String> reads;

  /**
   * @param reads the words whose values are at fault, such as {@code destination}
   */
  public ExpressionFault(CallReason reason, Set<String> reads) {
    // It is an outcome, not a bug: nobody will look for where it was thrown.
    super(reason.toString(), null, false, false);
    this.reason = reason;
    this.reads = Set.copyOf(reads);
  }

  static ExpressionFault of(String expression, Set<String> reads) {
    return new ExpressionFault(
        new CallReason.ExpressionFailed(expression, String.join(", ", new TreeSet<>(reads))),
        reads);
  }

  public CallReason reason() {
    return reason;
  }

  /** The words whose values are at fault: they tell whose fault it is. */
  public Set<String> reads() {
    return reads;
  }
}
