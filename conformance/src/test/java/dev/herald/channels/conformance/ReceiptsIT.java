package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.Heard;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What each stand-in reports by itself, read by the connector of the provider. */
@ParameterizedClass
@MethodSource("subjects")
class ReceiptsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SECRET = "secret-that-reports-are-signed-with";

  /** The setting that a provider signs its reports with, where it signs them. */
  private static final Map<String, String> SIGNED_WITH =
      Map.of(
          "twilio", "authToken",
          "whatsapp-cloud", "appSecret",
          "wechat-mp", "callbackToken",
          "tiger-app", "secret");

  /** Their providers tell of people who read or write back, never of a delivery. */
  private static final Set<String> NO_DELIVERIES =
      Set.of("dingtalk-oto", "feishu-app", "wecom-app");

  private final Subject subject;
  private final Queue<Callback> heard = new ConcurrentLinkedQueue<>();
  private Rig rig;
  private HttpServer server;

  ReceiptsIT(Subject subject) {
    this.subject = subject;
  }

  /** Of the connectors that read reports of deliveries. */
  static List<Subject> subjects() {
    return Subjects.all().stream().filter(ReceiptsIT::reads).toList();
  }

  private static boolean reads(Subject subject) {
    if (NO_DELIVERIES.contains(subject.connector())) {
      return false;
    }
    try (var connectors = Rig.shipped()) {
      return connectors.find(subject.connector()).orElseThrow().receipts().isPresent();
    }
  }

  @BeforeEach
  void start() throws IOException {
    rig = new Rig(subject);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::hear);
    server.start();
    rig.sandbox()
        .receipts()
        .report(
            subject.provider(),
            dev.herald.sandbox.receipt.Callback.to(URI.create(url("/reports?a=1")), SECRET));
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    rig.close();
  }

  private void hear(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    heard.add(
        new Callback(
            exchange.getRequestMethod(),
            url(exchange.getRequestURI().toString()),
            query(exchange.getRequestURI().getRawQuery()),
            headers,
            exchange.getRequestBody().readAllBytes()));
    byte[] answer = "{\"result\": 0, \"code\": 0}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Map<String, String> query(String written) {
    Map<String, String> query = new HashMap<>();
    for (String pair : written.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private Receipts receipts() {
    return rig.connector().receipts().orElseThrow();
  }

  /** As the operator would have it, with what the provider signs with. */
  private Source source(String secret) {
    Map<String, String> settings = new HashMap<>(subject.settings());
    String field = SIGNED_WITH.get(subject.connector());
    if (field != null) {
      settings.put(field, secret);
    }
    return new Source(rig.message().source().id(), "test", subject.connector(), settings);
  }

  private List<Report> reports(Callback callback) {
    return receipts().hear(source(SECRET), callback) instanceof Heard.Understood understood
        ? understood.reports()
        : List.of();
  }

  private SendResult.Accepted sent(Message message) {
    SendResult result = rig.send(message);
    assertThat(result).isInstanceOf(SendResult.Accepted.class);
    return (SendResult.Accepted) result;
  }

  private Callback delivered() {
    await().atMost(SOON).until(() -> heard.stream().anyMatch(each -> !isDelivered(each).isEmpty()));
    return heard.stream().filter(each -> !isDelivered(each).isEmpty()).findFirst().orElseThrow();
  }

  private List<Report.Progress> isDelivered(Callback callback) {
    return reports(callback).stream()
        .filter(Report.Progress.class::isInstance)
        .map(Report.Progress.class::cast)
        .filter(report -> report.state() == Report.State.DELIVERED)
        .toList();
  }

  @Test
  void aReportOfDeliveryNamesItsMessageAndReadsAlikeEachTime() {
    Message message = rig.message();
    String providerId = sent(message).exchange().providerId();

    Callback callback = delivered();

    assertThat(isDelivered(callback))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.providerId()).isNotNull().isEqualTo(providerId);
          if (report.to() != null) {
            assertThat(report.to()).isEqualTo(message.destination().address());
          }
          if (report.messageId() != null) {
            assertThat(report.messageId()).isEqualTo(message.id());
          }
        });
    assertThat(reports(callback)).isEqualTo(reports(callback));
  }

  @Test
  void aSignatureMadeWithAnotherSecretOrOfAnotherBodyIsRefused() {
    sent(rig.message());
    Callback right = delivered();

    if (receipts().proof() == Receipts.Proof.SIGNATURE) {
      assertThat(receipts().hear(source("another secret"), right))
          .isInstanceOf(Heard.Unproven.class);
      assertThat(receipts().hear(source(SECRET), withoutSignature(right)))
          .isInstanceOf(Heard.Unproven.class);
    } else {
      assertThat(SIGNED_WITH).doesNotContainKey(subject.connector());
    }
  }

  private static Callback withoutSignature(Callback right) {
    Map<String, String> headers = new HashMap<>(right.headers());
    headers.keySet().removeIf(name -> name.contains("signature"));
    return new Callback(right.method(), right.url(), Map.of(), headers, right.body());
  }

  @Test
  void whatIsNoReportTellsNothing() {
    sent(rig.message());
    Callback right = delivered();
    byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);

    assertThat(reports(new Callback("POST", right.url(), right.query(), right.headers(), rubbish)))
        .isEmpty();
    assertThat(
            receipts()
                .hear(
                    source(SECRET),
                    new Callback("GET", right.url(), Map.of(), right.headers(), new byte[0])))
        .isInstanceOf(Heard.Unproven.class);
  }
}
