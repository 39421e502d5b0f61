package dev.herald.channels.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.Report.State;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send back, one file each. */
class BounceReaderTest {
  private static final UUID ID = UUID.fromString("019b7ca9-8c88-7000-8000-000000000001");
  private static final ReturnAddress ADDRESS = new ReturnAddress("bounces+{id}@example.com");

  private static String file(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(BounceReaderTest.class.getResourceAsStream(name + ".eml"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Optional<Report> read(String mail) throws Exception {
    return new BounceReader(ADDRESS)
        .read(
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "postfix-unknown-user, UNDELIVERED, 5.1.1, true, Recipient address rejected",
    "exchange-mailbox-full, UNDELIVERED, 5.2.2, false, mailbox full",
    "exim-unrouteable, UNDELIVERED, 5.0.0, false, ''",
    "sendmail-host-unknown, UNDELIVERED, 5.1.2, true, ''",
    "qmail-no-mailbox, UNDELIVERED, 5.1.1, true, no mailbox here by that name",
    "gmail-over-quota, UNDELIVERED, 5.2.2, false, over quota",
    "qq-no-user, UNDELIVERED, 550, false, Mailbox unavailable",
    "netease-refused, UNDELIVERED, 550, false, User not found",
    "delivered, DELIVERED, 2.1.5, false, ''",
    "arf-abuse, COMPLAINED, , false, ''"
  })
  void whatAServerSaysIsAReportOfTheMessage(
      String name, State state, String code, boolean dead, String words) throws Exception {
    assertThat(read(file(name)).orElseThrow())
        .isInstanceOfSatisfying(
            Report.Progress.class,
            report -> {
              assertThat(report.messageId()).isEqualTo(ID);
              assertThat(report.state()).isEqualTo(state);
              assertThat(report.code()).isEqualTo(code);
              assertThat(report.addressDead()).isEqualTo(dead);
              assertThat(Objects.requireNonNullElse(report.text(), ""))
                  .contains(words)
                  .doesNotContain("li@");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postfix-delayed",
        "copy-bounced",
        "arf-not-spam",
        "out-of-office",
        "broken",
        "somebody-writes"
      })
  void whatSaysNothingFinalOfTheMessageIsNoReport(String name) throws Exception {
    assertThat(read(file(name))).isEmpty();
  }

  @Test
  void aMailThatNamesNoMessageOfHeraldsReportsNothing() throws Exception {
    String other =
        file("postfix-unknown-user")
            .replace(ID.toString(), "someone-elses")
            .replace(ID.toString().replace("-", ""), "list");

    assertThat(read(other)).isEmpty();
  }

  @Test
  void whateverIsCutOffOrTurnedRoundHarmsNothing() throws Exception {
    for (String name : new String[] {"postfix-unknown-user", "arf-abuse", "gmail-over-quota"}) {
      String whole = file(name);
      for (int length = 0; length < whole.length(); length += 7) {
        assertThat(read(whole.substring(0, length))).isNotNull();
        assertThat(read(whole.substring(length))).isNotNull();
      }
    }
  }

  @Test
  void anAddressOfItsOwnTellsTheMessage() {
    assertThat(ADDRESS.of(ID)).isEqualTo("bounces+019b7ca98c8870008000000000000001@example.com");
    assertThat(ADDRESS.messageIn("for <" + ADDRESS.of(ID).toUpperCase(Locale.ROOT) + ">; Fri"))
        .contains(ID);
    assertThat(ADDRESS.messageIn("bounces+1@example.com")).isEmpty();
    assertThat(new ReturnAddress("b@example.com").messageIn(ADDRESS.of(ID))).isEmpty();
  }
}
