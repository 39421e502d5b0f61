package dev.herald.sandbox.rule;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a {@link Rule} makes a stand-in do in place of answering in good order. */
public sealed interface Effect {

  /** Happens instead of processing: the message is not delivered. */
  sealed interface Instead extends Effect {}

  /**
   * Happens after processing: the message is delivered, if it was right, but its caller is left in
   * doubt.
   */
  sealed interface Afterwards extends Effect {}

  /** Refuses in the provider's own words. */
  record Refuse(Reason reason) implements Instead {}

  /**
   * Refuses with this code of the provider.
   *
   * @param code as the provider writes it: {@code 130101}, {@code
   *     LimitExceeded.PhoneNumberDailyLimit}, {@code 452 4.2.2}, or an HTTP status for a webhook
   */
  record Answer(String code, String message) implements Instead {}

  /**
   * Answers with an HTTP status, as a gateway in front of the provider would. SMTP has none: there
   * it is a 421.
   *
   * @param retryAfterSeconds goes into the {@code Retry-After} header
   */
  record HttpStatus(int status, String body, @Nullable Integer retryAfterSeconds)
      implements Instead {}

  /** Takes the request, does nothing with it and never answers. */
  record Hang() implements Instead {}

  /** Cuts the connection and processes nothing. */
  record ResetBefore() implements Instead {}

  /** Processes and then cuts the connection in place of answering. */
  record ResetAfter() implements Afterwards {}

  /** Processes and answers late. */
  record Delay(Duration delay) implements Afterwards {}

  /** Processes and answers byte by byte. SMTP waits the time of twenty bytes and then answers. */
  record Drip(Duration perByte) implements Afterwards {}

  /** Processes and answers with something that can't be read. */
  record Malformed() implements Afterwards {}

  /** Processes and answers with at least so many bytes. */
  record Huge(int bytes) implements Afterwards {}

  /** Its name for the outbox, for example {@code reset-after}. */
  default String label() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
