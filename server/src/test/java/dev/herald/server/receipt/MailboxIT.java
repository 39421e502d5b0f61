package dev.herald.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Mails that come back, by a real mail server with a mailbox. */
@HeraldTest
@TestPropertySource(properties = "herald.egress.private-targets=127.0.0.1/32,::1/128")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxIT {
  private static final ServerSetup SMTP = new ServerSetup(0, "127.0.0.1", "smtp");
  private static final ServerSetup IMAP = new ServerSetup(0, "127.0.0.1", "imap");

  @Autowired Environment environment;
  @Autowired MailboxJob job;
  private final GreenMail server = new GreenMail(new ServerSetup[] {SMTP, IMAP});
  private Company company;
  private GreenMailUser bounces;

  @BeforeAll
  void thereAreAServerAndACompany() {
    server.start();
    bounces = server.setUser("bounces@acme.example", "bounces", "secret");
    company = new Company(environment);
    company.put("/v1/sources/mail", source("secret"));
  }

  private String source(String password) {
    return """
    {connector: smtp, settings: {host: 127.0.0.1, port: '%d', security: none, from: hr@acme.example,
      bounceAddress: 'bounces+{id}@acme.example', bounceHost: 127.0.0.1, bouncePort: '%d',
      bounceSecurity: none, bounceUsername: bounces, bouncePassword: %s, bounceDone: Done}}
    """
        .formatted(server.getSmtp().getPort(), server.getImap().getPort(), password);
  }

  @AfterAll
  void theServerEnds() {
    server.stop();
  }

  private String sent(String to) {
    String id =
        company.submitted(
            ("{node: exercise.reminder, tenant: acme, to: [{email: %s}], channels: [email],"
                    + " data: {name: A}}")
                .formatted(to));
    awaitState(id, "SENT");
    return id;
  }

  private void awaitState(String id, String state) {
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() ->
            assertThat(company.state(id)).as(company.message(id).toString()).isEqualTo(state));
  }

  private void comesBack(String mail) throws Exception {
    bounces.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
  }

  private static String bounce(String id, String status, String said) {
    return """
    From: MAILER-DAEMON@mx.example
    To: bounces+%s@acme.example
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; gone@acme.example
    Action: failed
    Status: %s
    Diagnostic-Code: smtp; %s

    --b--
    """
        .formatted(id.replace("-", ""), status, said);
  }

  private static String complaint(String id) {
    return """
    From: abuse@mx.example
    To: hr@acme.example
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=feedback-report; boundary="b"

    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse

    --b
    Content-Type: text/rfc822-headers

    Message-ID: <%s@acme.example>

    --b--
    """
        .formatted(id);
  }

  private MailFolder inbox() throws Exception {
    return server.getManagers().getImapHostManager().getInbox(bounces);
  }

  @Test
  void whatComesBackIsInTheTraceAndOnTheSuppressionList() throws Exception {
    String gone = sent("gone@acme.example");
    String annoyed = sent("annoyed@acme.example");
    comesBack("From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report\n\nbroken\n");
    comesBack(bounce(gone, "5.1.1", "550 5.1.1 <gone@acme.example> user unknown"));
    comesBack(complaint(annoyed));
    comesBack("From: li@acme.example\nTo: hr@acme.example\nSubject: Hello\n\nA letter.\n");

    job.run();

    awaitState(gone, "UNDELIVERED");
    awaitState(annoyed, "DELIVERED");
    JsonNode trace = company.message(gone).path("trace");
    assertThat(trace.get(trace.size() - 1).toString())
        .contains("5.1.1", "user unknown")
        .doesNotContain("gone@");
    JsonNode listed = company.administrator.get("/v1/suppressions?tenant=acme").json();
    assertThat(listed.toString()).contains("BOUNCED", "COMPLAINED");
    assertThat(inbox().getNonDeletedMessages()).hasSize(2);
    JsonNode mailbox = company.administrator.get("/v1/sources/mail/mailbox").json();
    assertThat(mailbox.path("reports").asLong()).isEqualTo(2);
    assertThat(mailbox.path("problem").isNull() || mailbox.path("problem").isMissingNode())
        .isTrue();

    comesBack(bounce(gone, "5.1.1", "550 5.1.1 once more"));
    job.run();
    assertThat(company.message(gone).path("trace")).hasSize(trace.size());
  }

  @Test
  void theEnvelopeHasAnAddressOfEachMessage() throws Exception {
    String id = sent("envelope@acme.example");

    MimeMessage mail =
        List.of(server.getReceivedMessagesForDomain("envelope@acme.example")).getFirst();

    assertThat(mail.getHeader("Return-Path"))
        .containsExactly("<bounces+%s@acme.example>".formatted(id.replace("-", "")));
  }

  @Test
  void aMailboxThatLetsNobodyInHindersNoMailAndIsSaid() {
    company.put(
        "/v1/sources/other",
        source("wrong").replace("bounceUsername: bounces", "bounceUsername: other"));

    assertThatThrownBy(job::run).hasMessageContaining("other").hasMessageNotContaining("mail,");

    Api.Answer answer = company.administrator.get("/v1/sources/other/mailbox");
    assertThat(answer.json().at("/problem/text").asString()).as(answer.toString()).isNotEmpty();
    assertThat(answer.text()).doesNotContain("wrong");
    company.administrator.post("/v1/sources/other/pause", "");
    Api.Answer deleted = company.administrator.delete("/v1/sources/other");
    assertThat(deleted.status()).as(deleted.toString()).isLessThan(300);
  }
}
