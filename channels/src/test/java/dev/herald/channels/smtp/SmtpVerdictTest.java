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
    "421 4.3.2 closing, SENDER, retryable",
    "421 4.7.0 too many connections, SENDER, throttled source 60",
    "450 4.2.1 receiving too quickly, RECIPIENT, throttled destination 300",
    "450 4.7.1 greylisted, RECIPIENT, throttled destination 300",
    "451 4.7.1 greylisted, RECIPIENT, throttled destination 300",
    "451 4.3.0 local error, RECIPIENT, retryable",
    "452 4.2.2 mailbox full, RECIPIENT, throttled destination 3600",
    "452 4.5.3 too many recipients, RECIPIENT, retryable",
    "454 4.7.0 try to log in later, LOGIN, retryable",
    "451 later, END_OF_DATA, retryable",
    "550 5.1.1 no such mailbox, RECIPIENT, recipient",
    "550 5.1.2 bad domain, RECIPIENT, recipient",
    "553 5.1.3 syntax, RECIPIENT, recipient",
    "551 5.1.6 moved, RECIPIENT, recipient",
    "556 5.1.10 null MX, RECIPIENT, recipient",
    "550 5.2.1 disabled, RECIPIENT, recipient",
    "550 5.4.1 access denied, RECIPIENT, recipient",
    "552 5.2.2 mailbox full, RECIPIENT, throttled destination 3600",
    "552 5.3.4 too big, SENDER, content",
    "552 5.2.3 too big, RECIPIENT, content",
    "554 5.7.1 looks like spam, END_OF_DATA, content",
    "550 5.7.1 policy, RECIPIENT, content",
    "550 5.7.26 unauthenticated sender, END_OF_DATA, credentials",
    "550 5.6.0 bad MIME, END_OF_DATA, content",
    "550 5.4.5 daily quota, RECIPIENT, quota",
    "530 5.7.0 log in first, SENDER, credentials",
    "534 5.7.9 mechanism, LOGIN, credentials",
    "535 5.7.8 wrong password, LOGIN, credentials",
    "538 5.7.11 encryption needed, LOGIN, credentials",
    "535 wrong password, LOGIN, credentials",
    "550 5.1.8 bad sender, SENDER, credentials",
    "553 5.7.1 not your address, SENDER, credentials",
    "550 no such user, RECIPIENT, recipient",
    "551 not here, RECIPIENT, recipient",
    "553 name not allowed, RECIPIENT, recipient",
    "552 too big, SENDER, content",
    "554 no, END_OF_DATA, content",
    "550 no, END_OF_DATA, content"
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
          "throttled %s %d"
              .formatted(
                  throttled.scope().name().toLowerCase(Locale.ROOT), throttled.after().toSeconds());
      case Retryable _ -> "retryable";
      case Rejected rejected -> rejected.rejection().name().toLowerCase(Locale.ROOT);
      default -> "other";
    };
  }
}
