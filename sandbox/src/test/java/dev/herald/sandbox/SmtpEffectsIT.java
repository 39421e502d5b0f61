package dev.herald.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpEffectsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private Dialogue dialogue;

  @BeforeEach
  void greet() throws IOException {
    dialogue = new Dialogue(sandbox);
  }

  @AfterEach
  void stop() throws IOException {
    dialogue.close();
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CREDENTIALS, 530 5.7.0",
    "THROTTLED, 450 4.2.1",
    "BUSY, 451 4.3.0",
    "RECIPIENT, 550 5.1.1",
    "QUOTA, 550 5.4.5"
  })
  void most_reasons_are_said_to_rcpt(Reason reason, String code) throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Refuse(reason)));
    dialogue.say("MAIL FROM:<a@example.com>");
    assertThat(dialogue.say("RCPT TO:<b@example.com>")).startsWith(code);
    assertOutcome(Outcome.Status.REFUSED, code);
  }

  @Test
  void what_is_wrong_with_the_content_is_said_after_data() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.CONTENT)));
    assertThat(dialogue.mail()).startsWith("554 5.7.1");
    assertOutcome(Outcome.Status.REFUSED, "554 5.7.1");
    assertThat(dialogue.say("MAIL FROM:<a@example.com>")).startsWith("250");
  }

  @Test
  void a_code_can_be_asked_for() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Answer("452 4.2.2", "over quota")).times(1));
    dialogue.say("MAIL FROM:<a@example.com>");
    assertThat(dialogue.say("RCPT TO:<b@example.com>")).isEqualTo("452 4.2.2 over quota");
    dialogue.say("RSET");
    assertThat(dialogue.mail()).startsWith("250 2.0.0");
  }

  @Test
  void a_reset_before_processing_comes_before_data() {
    sandbox.rules().add(Rule.that(new Effect.ResetBefore()));
    assertThatThrownBy(
            () -> {
              dialogue.say("MAIL FROM:<a@example.com>");
              dialogue.say("RCPT TO:<b@example.com>");
            })
        .isInstanceOf(SocketException.class);
    assertOutcome(Outcome.Status.DROPPED, "");
  }

  @Test
  void a_reset_after_processing_comes_after_the_final_dot() {
    sandbox.rules().add(Rule.that(new Effect.ResetAfter()));
    assertThatThrownBy(() -> dialogue.mail()).isInstanceOf(SocketException.class);
    assertOutcome(Outcome.Status.ACCEPTED, "250 2.0.0");
    assertThat(sandbox.outbox().messageIdCounts().of("m-1")).isEqualTo(1);
  }

  @Test
  void a_hanging_server_never_answers_the_final_dot() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Hang()));
    dialogue.say("MAIL FROM:<a@example.com>");
    dialogue.say("RCPT TO:<b@example.com>");
    dialogue.say("DATA");
    dialogue.patience(Duration.ofMillis(200));
    assertThatThrownBy(() -> dialogue.text()).isInstanceOf(SocketTimeoutException.class);
    assertOutcome(Outcome.Status.DROPPED, "");
  }

  @Test
  void an_answer_can_be_late_malformed_or_huge() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofMillis(100))).times(1));
    sandbox.rules().add(Rule.that(new Effect.Malformed()).times(1));
    sandbox.rules().add(Rule.that(new Effect.Huge(10_000)).times(1));
    assertThat(dialogue.mail()).startsWith("250 ");
    assertThat(dialogue.mail()).startsWith("0 ");
    assertThat(dialogue.mail()).hasSizeGreaterThan(10_000);
    assertThat(sandbox.outbox().tallies().get("email")).isEqualTo(new Outbox.Tally(3, 0, 0, 0));
  }

  @Test
  void a_caller_that_leaves_before_the_final_dot_has_sent_nothing() throws IOException {
    dialogue.say("MAIL FROM:<a@example.com>");
    dialogue.say("RCPT TO:<b@example.com>");
    dialogue.say("DATA");
    dialogue.write("Message-ID: <m-1@herald.example.com>\r\n\r\nhalf a sen");
    dialogue.close();
    sandbox.close();
    assertThat(sandbox.outbox().find(OutboxQuery.ALL)).isEmpty();
  }

  @Test
  void a_refused_recipient_does_not_spoil_the_mail_for_another() throws IOException {
    dialogue.say("MAIL FROM:<a@example.com>");
    assertThat(dialogue.say("RCPT TO:<bounce@example.com>")).startsWith("550 5.1.1");
    assertThat(dialogue.say("RCPT TO:<b@example.com>")).startsWith("250");
    assertThat(dialogue.data()).startsWith("250 2.0.0");
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.envelope().destinations())
        .containsExactly(List.of("b@example.com"), List.of("bounce@example.com"));
  }

  private void assertOutcome(Outcome.Status status, String code) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(sandbox.outbox().find(OutboxQuery.ALL))
                .singleElement()
                .satisfies(message -> {
                  assertThat(message.outcome().status()).isEqualTo(status);
                  assertThat(message.outcome().code()).isEqualTo(code);
                }));
  }

  private static final class Dialogue implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;

    Dialogue(Sandbox sandbox) throws IOException {
      socket = new Socket(sandbox.smtpAddress().getAddress(), sandbox.smtpAddress().getPort());
      answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      patience(PATIENCE);
      answer();
      say("EHLO client.example.com");
    }

    void patience(Duration patience) throws IOException {
      socket.setSoTimeout((int) patience.toMillis());
    }

    String mail() throws IOException {
      say("MAIL FROM:<a@example.com>");
      say("RCPT TO:<b@example.com>");
      return data();
    }

    String data() throws IOException {
      say("DATA");
      return text();
    }

    String text() throws IOException {
      return say("Message-ID: <m-1@herald.example.com>\r\nSubject: x\r\n\r\nhi\r\n.");
    }

    String say(String line) throws IOException {
      write(line + "\r\n");
      return answer();
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private String answer() throws IOException {
      StringBuilder answer = new StringBuilder();
      while (true) {
        String line = answers.readLine();
        if (line == null) {
          throw new SocketException("closed");
        }
        answer.append(line);
        if (line.length() < 4 || line.charAt(3) != '-') {
          return answer.toString();
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
