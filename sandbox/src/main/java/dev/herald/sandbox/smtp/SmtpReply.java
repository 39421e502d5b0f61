package dev.herald.sandbox.smtp;

import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.standin.Refusal;
import org.subethamail.smtp.RejectException;

/** A mail server's words for a refusal: {@code 550 5.1.1}. */
final class SmtpReply {
  private SmtpReply() {}

  static Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS -> new Refusal("530 5.7.0", "authentication required");
      case THROTTLED -> new Refusal("450 4.2.1", "receiving mail too quickly");
      case BUSY -> new Refusal("451 4.3.0", "try again later");
      case RECIPIENT -> new Refusal("550 5.1.1", "no such mailbox");
      case CONTENT, TEMPLATE -> new Refusal("554 5.7.1", "looks like spam");
      case QUOTA -> new Refusal("550 5.4.5", "daily sending quota exceeded");
    };
  }

  /** Whether it is about the content, and so said after DATA; all else is said to RCPT. */
  static boolean isSaidAfterData(Refusal refusal) {
    return refusal.code().startsWith("554") || refusal.code().startsWith("552 5.3");
  }

  static RejectException exception(Refusal refusal) {
    String[] codes = refusal.code().split(" ", 2);
    String enhanced = codes.length == 2 ? codes[1] + " " : "";
    return new RejectException(Integer.parseInt(codes[0]), enhanced + refusal.message());
  }
}
