package dev.herald.channels.smtp;

import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import java.time.Duration;

/** What a server's refusal means. The enhanced code counts, where there is one. */
final class SmtpVerdict {
  private static final int CLOSING = 421;
  private static final Duration GREYLISTED = Duration.ofMinutes(5);
  private static final Duration TOO_FAST = Duration.ofMinutes(1);
  private static final Duration MAILBOX_FULL = Duration.ofHours(1);

  private SmtpVerdict() {}

  /**
   * @param reply a refusal, 4xx or 5xx
   * @param stage what it answers
   */
  static SendResult of(SmtpReply reply, Stage stage, Exchange exchange) {
    String said = exchange.answer() == null ? reply.status() : exchange.answer();
    return reply.isTransient()
        ? transientRefusal(reply, stage, said, exchange)
        : permanentRefusal(reply, stage, said, exchange);
  }

  private static SendResult transientRefusal(
      SmtpReply reply, Stage stage, String said, Exchange exchange) {
    Fault fault = transientFault(reply, stage);
    if (reply.code() == CLOSING) {
      return reply.enhanced().startsWith("4.7.")
          ? new Throttled(fault, TOO_FAST, said, exchange)
          : new Retryable(fault, said, exchange);
    }
    if (stage.compareTo(Stage.RECIPIENT) < 0) {
      return new Retryable(fault, said, exchange);
    }
    return switch (reply.enhanced()) {
      case "4.2.1", "4.7.0", "4.7.1" ->
          new Throttled(Fault.DESTINATION, GREYLISTED, said, exchange);
      case "4.2.2" -> new Throttled(Fault.DESTINATION, MAILBOX_FULL, said, exchange);
      default -> new Retryable(fault, said, exchange);
    };
  }

  /** A mailbox answers for itself alone, also when it greylists or says so after the data. */
  private static Fault transientFault(SmtpReply reply, Stage stage) {
    if (reply.code() == CLOSING) {
      return Fault.PROVIDER;
    }
    return switch (stage) {
      case CONNECT -> Fault.PROVIDER;
      case LOGIN, SENDER -> Fault.SOURCE;
      case RECIPIENT -> Fault.DESTINATION;
      case DATA, END_OF_DATA -> transientFaultOfData(reply.enhanced());
    };
  }

  private static Fault transientFaultOfData(String enhanced) {
    return switch (enhanced.isEmpty() ? ' ' : enhanced.charAt(2)) {
      case '1', '2', '7' -> Fault.DESTINATION;
      case '3', '4' -> Fault.PROVIDER;
      default -> Fault.CONTENT;
    };
  }

  private static SendResult permanentRefusal(
      SmtpReply reply, Stage stage, String said, Exchange exchange) {
    return reply.enhanced().equals("5.2.2")
        ? new Throttled(Fault.DESTINATION, MAILBOX_FULL, said, exchange)
        : rejected(rejection(reply, stage), stage, said, exchange);
  }

  private static Rejected rejected(
      Rejection rejection, Stage stage, String said, Exchange exchange) {
    boolean ofTheMailbox = stage == Stage.RECIPIENT && !rejection.fault().isShared();
    Fault fault = ofTheMailbox ? Fault.DESTINATION : rejection.fault();
    return new Rejected(fault, rejection, said, exchange);
  }

  private static Rejection rejection(SmtpReply reply, Stage stage) {
    return switch (reply.code()) {
      case 530, 534, 535, 538 -> Rejection.CREDENTIALS;
      default ->
          reply.enhanced().isEmpty()
              ? byCode(reply.code(), stage)
              : byEnhancedCode(reply.enhanced(), stage);
    };
  }

  private static Rejection byEnhancedCode(String code, Stage stage) {
    boolean ofTheSource = stage.compareTo(Stage.RECIPIENT) < 0;
    return switch (code) {
      case "5.1.7", "5.1.8", "5.7.26" -> Rejection.CREDENTIALS;
      case "5.2.3" -> Rejection.CONTENT;
      case "5.4.5" -> Rejection.QUOTA;
      default ->
          switch (code.charAt(2)) {
            case '1', '2', '4' -> ofTheSource ? Rejection.CREDENTIALS : Rejection.RECIPIENT;
            case '3', '6' -> Rejection.CONTENT;
            default -> ofTheSource ? Rejection.CREDENTIALS : Rejection.CONTENT;
          };
    };
  }

  /** Without an enhanced code, what was being said when it was refused tells most. */
  private static Rejection byCode(int code, Stage stage) {
    if (code == 552) {
      return Rejection.CONTENT;
    }
    return switch (stage) {
      case CONNECT, LOGIN, SENDER -> Rejection.CREDENTIALS;
      case RECIPIENT -> code == 554 ? Rejection.CONTENT : Rejection.RECIPIENT;
      case DATA, END_OF_DATA -> Rejection.CONTENT;
    };
  }
}
