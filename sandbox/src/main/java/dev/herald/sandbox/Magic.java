package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and destinations that fail without any rule, so that everybody can try failures.
 *
 * <table>
 *   <caption>What fails how</caption>
 *   <tr><td>account ending in {@code -unknown}<td>there is no such account
 *   <tr><td>account ending in {@code -limited}<td>always past its rate cap
 *   <tr><td>account ending in {@code -busy}<td>the provider has trouble
 *   <tr><td>phone +86 199 0000 0001<td>FailedOperation.PhoneNumberInBlacklist
 *   <tr><td>phone +86 199 0000 0002<td>InvalidParameterValue.IncorrectPhoneNumber
 *   <tr><td>phone +86 199 0000 0003<td>LimitExceeded.PhoneNumberDailyLimit
 *   <tr><td>phone +86 199 0000 0004<td>LimitExceeded.DeliveryFrequencyLimit
 *   <tr><td>phone +86 199 0000 0005<td>FailedOperation.InsufficientBalanceInSmsPackage
 *   <tr><td>phone +86 199 0000 0006<td>FailedOperation.ContainSensitiveWord
 *   <tr><td>phone +86 199 0000 0007<td>accepted, and then reported as undelivered (UNDELIV)
 *   <tr><td>email bounce@…<td>550 5.1.1 at RCPT
 *   <tr><td>email full@…<td>552 5.2.2 at RCPT
 *   <tr><td>email busy@…<td>451 4.3.0 at RCPT
 *   <tr><td>email greylist@…<td>450 4.7.1 at RCPT the first time, then accepted
 *   <tr><td>email spam@…<td>554 5.7.1 after DATA
 *   <tr><td>webhook …/status/503<td>that HTTP status; a 429 or 503 asks to come back after a second
 * </table>
 */
final class Magic {
  private static final String PHONES = "+861990000";

  private Magic() {}

  /** What an account of that name always meets. */
  static Optional<Reason> reason(String account) {
    if (account.endsWith("-unknown")) {
      return Optional.of(Reason.CREDENTIALS);
    }
    if (account.endsWith("-limited")) {
      return Optional.of(Reason.THROTTLED);
    }
    return account.endsWith("-busy") ? Optional.of(Reason.BUSY) : Optional.empty();
  }

  /** What a short message to that number meets. */
  static Optional<Refusal> refusal(String number) {
    if (!number.startsWith(PHONES)) {
      return Optional.empty();
    }
    return switch (number.substring(PHONES.length())) {
      case "0001" -> refuse("FailedOperation.PhoneNumberInBlacklist", "on the blacklist");
      case "0002" -> refuse("InvalidParameterValue.IncorrectPhoneNumber", "incorrect number");
      case "0003" -> refuse("LimitExceeded.PhoneNumberDailyLimit", "enough for today");
      case "0004" -> refuse("LimitExceeded.DeliveryFrequencyLimit", "too frequent");
      case "0005" -> refuse("FailedOperation.InsufficientBalanceInSmsPackage", "used up");
      case "0006" -> refuse("FailedOperation.ContainSensitiveWord", "sensitive word");
      default -> Optional.empty();
    };
  }

  /** The carrier's code when a message to that number is accepted but not delivered. */
  static @Nullable String failure(String number) {
    return number.equals(PHONES + "0007") ? "UNDELIV" : null;
  }

  /** What a mail to that address meets at RCPT; greylisting aside, which has to remember. */
  static Optional<Refusal> refusalOfMailbox(String address) {
    return switch (localPart(address)) {
      case "bounce" -> refuse("550 5.1.1", "no such mailbox");
      case "full" -> refuse("552 5.2.2", "mailbox full");
      case "busy" -> refuse("451 4.3.0", "try again later");
      default -> Optional.empty();
    };
  }

  static boolean isGreylisted(String address) {
    return localPart(address).equals("greylist");
  }

  static boolean isSpamTrap(String address) {
    return localPart(address).equals("spam");
  }

  private static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }
}
