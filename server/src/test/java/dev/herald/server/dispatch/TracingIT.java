package dev.herald.server.dispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A collector gets one trace of a message: the caller's. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
class TracingIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-%s-00f067aa0ba902b7-01".formatted(TRACE);
  private static final List<String> COLLECTED = new CopyOnWriteArrayList<>();

  @Autowired Environment environment;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry settings) throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          COLLECTED.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    settings.add(
        "herald.tracing.endpoint",
        () -> "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort()));
  }

  @Test
  void a_message_is_told_in_its_callers_trace() {
    Company company = new Company(environment);
    String body =
        Company.json(
            "{node: login.code, tenant: acme, to: [{phone: '13800138000'}], data: {name: A}}");
    String id =
        company
            .esop
            .send(
                HttpRequest.newBuilder(company.esop.base().resolve("/v1/messages"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + company.esop.key())
                    .header("traceparent", PARENT)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build())
            .json()
            .at("/messages/0/id")
            .asString();

    String trace = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> {
          String told = String.join("", COLLECTED);
          assertThat(told)
              .contains("herald.accept", "herald.save", "herald.attempt", "herald.call")
              .contains(id, "sms", "SENT", "Accepted");
          assertThat(told.split(Pattern.quote(trace), -1))
              .as("spans of the caller's trace")
              .hasSizeGreaterThanOrEqualTo(5);
        });
    assertThat(String.join("", COLLECTED)).doesNotContain("13800138000");
    assertThat(company.message(id).path("traceparent").asString())
        .startsWith("00-" + TRACE)
        .isNotEqualTo(PARENT);
  }
}
