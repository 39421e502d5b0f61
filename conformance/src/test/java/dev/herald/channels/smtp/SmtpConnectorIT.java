package dev.herald.channels.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.Source;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole conversations with the sandbox's mail server. */
class SmtpConnectorIT {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "host", "smtp.example.com",
          "username", "sandbox-hr",
          "password", "SECsandbox-hr",
          "from", "hr@example.com");

  private Sandbox sandbox;
  private SmtpConnector connector;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().capPolicy(CapPolicy.OFF));
    connector =
        connector(new Egress.Sandbox(sandbox.httpAddress(), sandbox.smtpAddress()), DEADLINE);
  }

  private static Egress listed(String... targets) {
    return new Egress.Direct(PrivateTargets.parse(List.of(targets)));
  }

  private static SmtpConnector connector(Egress egress, Duration deadline) {
    return new SmtpConnector(new Environment(egress, Clock.systemUTC(), deadline));
  }

  @AfterEach
  void stop() {
    connector.close();
    sandbox.close();
  }

  @Test
  void aMailGoesEncryptedAndLoggedInToItsOneRecipient() {
    Message message = message("zhang.san@example.net", SETTINGS);

    assertThat(connector.send(message)).isInstanceOf(Accepted.class);

    OutboxMessage received =
        sandbox.outbox().find(OutboxQuery.ALL.messageId(message.id().toString())).getFirst();
    assertThat(received.envelope().destinations()).containsExactly("zhang.san@example.net");
    assertThat(received.envelope().account()).isEqualTo("sandbox-hr");
    assertThat(received.outcome().signature()).isEqualTo(SignatureCheck.VERIFIED);
    assertThat(received.raw()).contains("STARTTLS", "MAIL FROM:<hr@example.com>");
    assertThat(received.content().title()).isEqualTo("归属通知");
    assertThat(received.content().text()).contains("您已归属 100 股");
  }

  @ParameterizedTest
  @CsvSource({"tls", "none"})
  void theOtherKindsOfSecurityGoToTheSandboxToo(String security) {
    assertThat(connector.send(message("a@example.net", with("security", security))))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void aRefusedMailLeavesTheConnectionFitForTheNext() {
    assertThat(connector.send(message("bounce@example.net", SETTINGS)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.rejection()).isEqualTo(Rejection.RECIPIENT);
              assertThat(rejected.exchange().status()).isEqualTo("550 5.1.1");
            });
    assertThat(connector.send(message("spam@example.net", SETTINGS)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.CONTENT));
    assertThat(connector.send(message("a@example.net", SETTINGS))).isInstanceOf(Accepted.class);
  }

  @Test
  void anAddressOfACopyThatIsRefusedIsNotTheRecipientsFault() {
    Content.Email copied =
        new Content.Email(
            "归属通知",
            null,
            "您已归属 100 股",
            new Content.MailHeader(null, List.of("bounce@example.net"), List.of(), null));

    assertThat(connector.send(message("a@example.net", SETTINGS, copied)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.rejection()).isEqualTo(Rejection.CONTENT);
              assertThat(rejected.reason()).isInstanceOf(CallReason.CopyRefused.class);
            });
    assertThat(connector.send(message("bounce@example.net", SETTINGS, copied)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.RECIPIENT));
  }

  @Test
  void aGreylistingServerIsAskedAgainMuchLater() {
    assertThat(connector.send(message("greylist@example.net", SETTINGS)))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> {
              assertThat(throttled.fault()).isEqualTo(Fault.DESTINATION);
              assertThat(throttled.after()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
            });
    assertThat(connector.send(message("greylist@example.net", SETTINGS)))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void aWrongPasswordIsTheSourcesFaultAndARightOneIsTakenUpAtOnce() {
    SendResult wrong = connector.send(message("a@example.net", with("password", "not-the-one")));

    assertThat(wrong)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.CREDENTIALS));
    assertThat(wrong.toString()).doesNotContain("not-the-one");
    assertThat(connector.send(message("a@example.net", SETTINGS))).isInstanceOf(Accepted.class);
  }

  @Test
  void aConnectionLostBeforeTheMailWasWrittenSentNothing() {
    connector.send(message("a@example.net", SETTINGS));
    sandbox.rules().add(Rule.that(new Effect.ResetBefore()).provider("smtp").times(1));

    assertThat(connector.send(message("a@example.net", SETTINGS))).isInstanceOf(Retryable.class);
    assertThat(connector.send(message("a@example.net", SETTINGS))).isInstanceOf(Accepted.class);
  }

  @Test
  void oneWhoHangsHoldsNobodyUpForLongerThanTheDeadline() {
    Egress egress = new Egress.Sandbox(sandbox.httpAddress(), sandbox.smtpAddress());
    try (SmtpConnector hasty = connector(egress, Duration.ofSeconds(5))) {
      Map<String, String> one = with("connections", "1");
      connector.send(message("a@example.net", SETTINGS));
      sandbox.rules().add(Rule.that(new Effect.Hang()).provider("smtp").times(1));

      assertThat(hasty.send(message("a@example.net", one))).isInstanceOf(Unknown.class);
      assertThat(hasty.send(message("a@example.net", one))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void aMailServerInsideIsTheSourcesFaultUnlessAnAdministratorListedIt() {
    try (SmtpConnector direct = connector(listed("10.0.0.0/8"), DEADLINE)) {
      assertThat(direct.send(message("a@example.net", with("host", "localhost"))))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> {
                assertThat(rejected.rejection()).isEqualTo(Rejection.CREDENTIALS);
                assertThat(rejected.reason())
                    .isEqualTo(new CallReason.PrivateTarget("localhost", true));
              });
    }
  }

  @Test
  void outsideTheSandboxACertificateOfNobodyIsNotTrusted() {
    try (SmtpConnector direct = connector(listed("localhost"), DEADLINE)) {
      Map<String, String> settings = new HashMap<>(SETTINGS);
      settings.put("host", "localhost");
      settings.put("port", Integer.toString(sandbox.smtpAddress().getPort()));

      assertThat(direct.send(message("a@example.net", settings))).isInstanceOf(Retryable.class);
      assertThat(sandbox.outbox().count()).isZero();
    }
  }

  @Test
  void aServerThatDoesNotEncryptIsNotToldAnything() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greetInTheClear(listening));
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
      try (SmtpConnector elsewhere = connector(new Egress.Sandbox(address, address), DEADLINE)) {
        assertThat(elsewhere.send(message("a@example.net", SETTINGS)))
            .isInstanceOfSatisfying(
                Rejected.class,
                rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.CREDENTIALS));
      }
    }
  }

  private static void greetInTheClear(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      var out = socket.getOutputStream();
      out.write("220 old ESMTP\r\n".getBytes(US_ASCII));
      var in = socket.getInputStream();
      byte[] buffer = new byte[512];
      while (in.read(buffer) > 0) {
        out.write("250-old\r\n250 AUTH PLAIN\r\n".getBytes(US_ASCII));
      }
    } catch (IOException gone) {
      // the caller left
    }
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(field, value);
    return settings;
  }

  private static Message message(String to, Map<String, String> settings) {
    return message(to, settings, new Content.Email("归属通知", "<p>您已归属 100 股</p>", "您已归属 100 股"));
  }

  private static Message message(String to, Map<String, String> settings, Content content) {
    return new Message(
        UUID.randomUUID(),
        1,
        Channel.EMAIL,
        new Source(new UUID(0, 1), "mail", "smtp", settings),
        content,
        new Destination(Destination.Kind.EMAIL, to));
  }
}
