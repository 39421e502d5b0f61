package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.outbox.SignatureCheck;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpIT {
  private static final String ID = "0199a3e2-7c1d-7a53-9b1e-0d6c2f4e8a11";
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_mail_over_starttls_with_auth_is_kept_with_all_its_parts() throws Exception {
    sandbox.accounts().register("smtp", "hr@example.com", "p@ss");
    send("zhang@example.net", "hr@example.com", "p@ss");
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId(ID)))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.envelope().destinations()).containsExactly("zhang@example.net");
          assertThat(message.envelope().account()).isEqualTo("hr@example.com");
          assertThat(message.content()).isEqualTo(new ReceivedContent("归属通知", "您好", "<p>您好</p>"));
          assertThat(message.outcome().signature()).isEqualTo(SignatureCheck.VERIFIED);
          assertThat(message.raw()).startsWith("STARTTLS\nMAIL FROM:<noreply@example.com>");
        });
  }

  @Test
  void an_unknown_user_is_let_in_and_reported_as_unverified() throws Exception {
    send("zhang@example.net", "somebody", "something");
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().signature())
        .containsExactly(SignatureCheck.UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"sandbox-hr, wrong", "hr-unknown, any"})
  void a_wrong_password_and_an_unknown_user_are_turned_away(String user, String password) {
    assertThatThrownBy(() -> send("zhang@example.net", user, password))
        .isInstanceOf(AuthenticationFailedException.class)
        .hasMessageContaining("535 ");
  }

  @ParameterizedTest
  @CsvSource({"bounce, 550 5.1.1", "full, 552 5.2.2", "busy, 451 4.3.0", "greylist, 450 4.7.1"})
  void some_mailboxes_fail_at_rcpt(String mailbox, String code) {
    assertThatThrownBy(() -> send(mailbox + "@example.net", "u", "p"))
        .isInstanceOf(SendFailedException.class)
        .hasRootCauseInstanceOf(SMTPAddressFailedException.class)
        .rootCause()
        .hasMessageContaining(code);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.destination(mailbox + "@example.net")))
        .extracting(message -> message.outcome().code())
        .containsExactly(code);
  }

  @Test
  void a_greylisted_mail_is_taken_the_second_time() throws Exception {
    assertThatThrownBy(() -> send("greylist@example.net", "u", "p"))
        .isInstanceOf(SendFailedException.class);
    send("greylist@example.net", "u", "p");
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().status())
        .containsExactly(Outcome.Status.ACCEPTED, Outcome.Status.REFUSED);
  }

  @Test
  void spam_is_refused_after_data() {
    assertThatThrownBy(() -> send("spam@example.net", "u", "p"))
        .isInstanceOf(SMTPSendFailedException.class)
        .hasMessageContaining("554 5.7.1");
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId(ID))).hasSize(1);
  }

  private void send(String to, String user, String password) throws MessagingException {
    Session session = Session.getInstance(properties());
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(user, password);
      transport.sendMessage(mail(session, to), InternetAddress.parse(to));
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", sandbox.smtpAddress().getHostString());
    properties.put("mail.smtp.port", Integer.toString(sandbox.smtpAddress().getPort()));
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.starttls.required", "true");
    properties.put("mail.smtp.ssl.trust", "*");
    properties.put("mail.smtp.ssl.checkserveridentity", "false");
    properties.put("mail.smtp.timeout", "180000");
    return properties;
  }

  private static MimeMessage mail(Session session, String to) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("您好", "utf-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>您好</p>", "utf-8", "html");
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + ID + "@herald.example.com>");
          }
        };
    mail.setFrom("noreply@example.com");
    mail.setRecipients(Message.RecipientType.TO, to);
    mail.setSubject("归属通知", "utf-8");
    mail.setContent(new MimeMultipart("alternative", text, html));
    return mail;
  }
}
