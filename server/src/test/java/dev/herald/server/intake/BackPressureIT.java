package dev.herald.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.intake.in-hand=1MB"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackPressureIT {
  private static final Duration SOON = Patience.SOON;
  private static final int LARGEST = 1_048_576;
  private static final String VESTED =
      "{node: grant.vested, tenant: acme, to: [{recipient: E1001}], data: {name: Li, shares: 5}}";

  @Autowired Environment environment;
  private Company company;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
  }

  /** A submission that has been announced and is not sent yet. */
  private Socket begin(long declared) throws IOException {
    Socket socket = new Socket(company.esop.base().getHost(), company.esop.base().getPort());
    socket.setSoTimeout((int) SOON.toMillis());
    String head =
        """
        POST /v1/messages HTTP/1.1
        Host: herald
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(company.esop.key(), declared);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String statusOf(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
  }

  @Test
  void while_no_more_fits_submissions_are_told_to_come_again_and_lines_wait() throws IOException {
    CompletableFuture<Api.Answer> lines;
    try (Socket slow = begin(LARGEST)) {
      slow.getOutputStream().write(" ".repeat(LARGEST - 1).getBytes(UTF_8));
      slow.getOutputStream().flush();
      await().atMost(SOON).until(() -> company.submit(VESTED).status() == 503);

      Api.Answer refused = company.submit(VESTED);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.text()).contains("too many requests are being processed");
      assertThat(company.esop.get("/v1/messages").status()).isEqualTo(200);
      lines =
          CompletableFuture.supplyAsync(() ->
              company.esop.send(
                  "POST", "/v1/messages/bulk", Company.json(VESTED), "application/x-ndjson"));
      await()
          .during(Duration.ofMillis(300))
          .atMost(SOON)
          .until(() -> !lines.isDone() && !slow.isClosed());
    }

    assertThat(lines.join().json().path("status").asInt()).isEqualTo(202);
    await().atMost(SOON).until(() -> company.submit(VESTED).status() == 202);
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_before_it_is_sent() throws IOException {
    try (Socket huge = begin(3L << 30)) {
      assertThat(statusOf(huge)).startsWith("HTTP/1.1 413");
    }
    assertThat(company.submit(VESTED).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, 'the body is larger than 1,048,576 bytes; send it in parts'",
    "/v1/session, 'the body is larger than 4,096 bytes'"
  })
  void a_body_of_unknown_length_is_read_no_further_than_allowed(String path, String detail) {
    byte[] large = (" ".repeat(LARGEST) + Company.json(VESTED)).getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(company.esop.base().resolve(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + company.esop.key())
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .build();

    Api.Answer refused = company.esop.send(request);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().path("detail").asString()).isEqualTo(detail);
  }

  @Test
  void who_sends_more_than_is_read_learns_why() {
    Api.Answer refused = company.esop.post("/v1/messages", " ".repeat(20 * LARGEST));

    assertThat(refused.status()).isEqualTo(413);
  }

  @Test
  void variables_too_large_for_one_message_are_named() {
    String large = VESTED.replace("name: Li", "name: %s".formatted("x".repeat(70_000)));
    String own = VESTED.replace("E1001}", "E1001, data: {name: %s}}".formatted("x".repeat(70_000)));

    assertThat(company.submit(large).wrongFields()).containsExactly("data");
    assertThat(company.submit(large).text()).contains("at most 65,536 characters and 4,096 values");
    assertThat(company.submit(own).wrongFields()).containsExactly("to[0].data");
  }

  @Test
  void variables_that_are_repeated_for_too_many_are_refused_together() {
    String many =
        VESTED
            .replace("name: Li", "name: %s".formatted("x".repeat(60_000)))
            .replace(
                "{recipient: E1001}",
                String.join(", ", Collections.nCopies(300, "{recipient: E1001}")));

    Api.Answer refused = company.submit(many);

    assertThat(refused.wrongFields()).containsExactly("to");
    assertThat(refused.text()).contains("more than 16,777,216 characters");
  }

  @Test
  void variables_for_everyone_beside_everyones_own_are_counted_for_each() {
    String values = String.join(", ", Collections.nCopies(3_000, "1"));
    String many =
        VESTED
            .replace("name: Li", "name: Li, more: [%s]".formatted(values))
            .replace(
                "{recipient: E1001}",
                String.join(
                    ", ", Collections.nCopies(100, "{recipient: E1001, data: {shares: 6}}")));

    Api.Answer refused = company.submit(many);

    assertThat(refused.wrongFields()).containsExactly("data.more", "to");
    assertThat(refused.text()).contains("262,144 values");
  }

  @Test
  void a_thousand_errors_are_enough() {
    String wrong = String.join(", ", Collections.nCopies(600, "{phone: '1', email: '2'}"));

    Api.Answer refused = company.submit(VESTED.replace("{recipient: E1001}", wrong));

    assertThat(refused.wrongFields()).hasSize(1_000);
  }

  @Test
  void the_largest_body_is_taken() {
    String body = Company.json(VESTED);

    assertThat(
            company.esop.post("/v1/messages", body + " ".repeat(LARGEST - body.length())).status())
        .isEqualTo(202);
    assertThat(
            company
                .esop
                .post("/v1/messages", body + " ".repeat(LARGEST - body.length() + 1))
                .status())
        .isEqualTo(413);
  }
}
