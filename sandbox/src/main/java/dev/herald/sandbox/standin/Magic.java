package dev.herald.sandbox.standin;

import static dev.herald.sandbox.standin.Refusal.refuse;

import dev.herald.sandbox.rule.Reason;
import java.util.Optional;

/**
 * Accounts and mailboxes that fail without any rule, so that everybody can try failures. What other
 * destinations meet is in {@link Fate}.
 *
 * <table>
 *   <caption>What fails how</caption>
 *   <tr><td>account ending in {@code -unknown}<td>there is no such account
 *   <tr><td>account ending in {@code -limited}<td>always past its rate cap
 *   <tr><td>account ending in {@code -busy}<td>the provider has trouble
 *   <tr><td>email bounce@…<td>550 5.1.1 at RCPT
 *   <tr><td>email full@…<td>552 5.2.2 at RCPT
 *   <tr><td>email busy@…<td>451 4.3.0 at RCPT
 *   <tr><td>email greylist@…<td>450 4.7.1 at RCPT the first time, then accepted
 *   <tr><td>email spam@…<td>554 5.7.1 after DATA
 *   <tr><td>webhook …/status/503<td>that HTTP status; a 429 or 503 asks to come back after a second
 * </table>
 */
public final class Magic {
  private Magic() {}

  /** What an account of that name always meets. */
  public static Optional<Reason> reason(String account) {
    if (account.endsWith("-unknown")) {
      return Optional.of(Reason.CREDENTIALS);
    }
    if (account.endsWith("-limited")) {
      return Optional.of(Reason.THROTTLED);
    }
    return account.endsWith("-busy") ? Optional.of(Reason.BUSY) : Optional.empty();
  }

  /** What a mail to that address meets at RCPT; greylisting aside, which has to remember. */
  public static Optional<Refusal> refusalOfMailbox(String address) {
    return switch (localPart(address)) {
      case "bounce" -> refuse("550 5.1.1", "no such mailbox");
      case "full" -> refuse("552 5.2.2", "mailbox full");
      case "busy" -> refuse("451 4.3.0", "try again later");
      default -> Optional.empty();
    };
  }

  public static boolean isGreylisted(String address) {
    return localPart(address).equals("greylist");
  }

  public static boolean isSpamTrap(String address) {
    return localPart(address).equals("spam");
  }

  private static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }
}
