package dev.herald.channels.definition.request;

import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channels.expression.ExpressionFault;
import java.util.Set;

/** What follows when no request can be made of a message. */
public final class Unsendable {
  private Unsendable() {}

  /**
   * A part that reads the destination or the content fails by this message alone, whatever else it
   * reads. Where it reads the source as well, a person may yet mend that, and the message waits.
   */
  public static SendResult by(ExpressionFault fault) {
    Fault whose = whose(fault.reads());
    CallReason reason = fault.reason();
    return !whose.isShared() && fault.reads().contains("source")
        ? new Retryable(whose, reason, Exchange.NONE)
        : new Rejected(whose, rejection(whose), reason, Exchange.NONE);
  }

  private static Fault whose(Set<String> reads) {
    if (reads.contains("destination") || reads.contains("destinations")) {
      return Fault.DESTINATION;
    }
    return reads.contains("content") || reads.contains("message") || reads.contains("messages")
        ? Fault.CONTENT
        : Fault.SOURCE;
  }

  private static Rejection rejection(Fault whose) {
    return switch (whose) {
      case DESTINATION -> Rejection.RECIPIENT;
      case CONTENT -> Rejection.CONTENT;
      case SOURCE, PROVIDER -> Rejection.CREDENTIALS;
    };
  }
}
