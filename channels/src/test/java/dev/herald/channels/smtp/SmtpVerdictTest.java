package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Exchange;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "421 4.3.2 closing, SENDER, retryable provider",
    "421 4.7.0 too many connections, SENDER, throttled provider 60",
    "450 4.2.1 receiving too quickly, RECIPIENT, throttled destination 300",
    "451 later, RECIPIENT, retryable destination",
    "421 closing, RECIPIENT, retryable provider",
    "421 4.7.0 too fast, RECIPIENT, throttled provider 60",
    "451 later, SENDER, retryable source",
    "450 4.7.1 not now, SENDER, retryable source",
    "421 too busy, CONNECT, retryable provider",
    "451 4.2.0 mailbox busy, END_OF_DATA, retryable destination",
    "452 4.3.1 disk full, END_OF_DATA, retryable provider",
    "451 4.7.1 greylisted, END_OF_DATA, throttled destination 300",
    "450 4.7.1 greylisted, RECIPIENT, throttled destination 300",
    "451 4.7.1 greylisted, RECIPIENT, throttled destination 300",
    "451 4.3.0 local error, RECIPIENT, retryable destination",
    "452 4.2.2 mailbox full, RECIPIENT, throttled destination 3600",
    "452 4.5.3 too many recipients, RECIPIENT, retryable destination",
    "454 4.7.0 try to log in later, LOGIN, retryable source",
    "451 later, END_OF_DATA, retryable content",
    "550 5.1.1 no such mailbox, RECIPIENT, recipient destination",
    "550 5.1.2 bad domain, RECIPIENT, recipient destination",
    "553 5.1.3 syntax, RECIPIENT, recipient destination",
    "551 5.1.6 moved, RECIPIENT, recipient destination",
    "556 5.1.10 null MX, RECIPIENT, recipient destination",
    "550 5.2.1 disabled, RECIPIENT, recipient destination",
    "550 5.4.1 access denied, RECIPIENT, recipient destination",
    "552 5.2.2 mailbox full, RECIPIENT, throttled destination 3600",
    "552 5.3.4 too big, SENDER, content content",
    "552 5.2.3 too big, RECIPIENT, content destination",
    "554 5.7.1 looks like spam, END_OF_DATA, content content",
    "550 5.7.1 policy, RECIPIENT, content destination",
    "550 5.7.26 unauthenticated sender, END_OF_DATA, credentials source",
    "550 5.6.0 bad MIME, END_OF_DATA, content content",
    "550 5.4.5 daily quota, RECIPIENT, quota source",
    "530 5.7.0 log in first, SENDER, credentials source",
    "534 5.7.9 mechanism, LOGIN, credentials source",
    "535 5.7.8 wrong password, LOGIN, credentials source",
    "538 5.7.11 encryption needed, LOGIN, credentials source",
    "535 wrong password, LOGIN, credentials source",
    "550 5.1.8 bad sender, SENDER, credentials source",
    "553 5.7.1 not your address, SENDER, credentials source",
    "550 no such user, RECIPIENT, recipient destination",
    "551 not here, RECIPIENT, recipient destination",
    "553 name not allowed, RECIPIENT, recipient destination",
    "552 too big, SENDER, content content",
    "554 no, END_OF_DATA, content content",
    "550 no, END_OF_DATA, content content"
  })
  void aRefusalMeansWhatItsCodesSayAtItsStage(String text, Stage stage, String expected) {
    SmtpReply reply = Objects.requireNonNull(SmtpReply.parse(text));

    SendResult result = SmtpVerdict.of(reply, stage, new Exchange(reply.status(), text));

    assertThat(said(result)).isEqualTo(expected);
  }

  @Test
  void aReplyIsReadWithItsEnhancedCode() {
    assertThat(SmtpReply.parse("550-5.1.1 first line\r\n550 5.1.1 second line\r\n"))
        .isEqualTo(new SmtpReply(550, "5.1.1", "550-5.1.1 first line\r\n550 5.1.1 second line"));
    assertThat(Objects.requireNonNull(SmtpReply.parse("250 ok")).status()).isEqualTo("250");
  }

  @ParameterizedTest
  @CsvSource({"[EOF]", "what was the question?", "''", "1234 x"})
  void whatIsNoReplyIsNone(String text) {
    assertThat(SmtpReply.parse(text)).isNull();
  }

  private static String said(SendResult result) {
    return switch (result) {
      case Throttled throttled ->
          "throttled %s %d".formatted(fault(throttled), throttled.after().toSeconds());
      case Retryable retryable -> "retryable " + fault(retryable);
      case Rejected rejected ->
          "%s %s".formatted(rejected.rejection().name().toLowerCase(Locale.ROOT), fault(rejected));
      default -> "other";
    };
  }

  private static String fault(SendResult.NotAccepted result) {
    return result.fault().name().toLowerCase(Locale.ROOT);
  }
}
