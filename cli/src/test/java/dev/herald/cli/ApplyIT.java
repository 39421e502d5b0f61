package dev.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApplyIT {
  private static final String CREATED =
      """
      {"changes": [{"kind": "tenant", "key": "a", "action": "CREATED", "fields": []}]}
      """;

  private final List<String> requests = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private HttpServer server;

  private record Answer(int status, String body) {}

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void the_difference_is_shown_before_it_is_applied() throws IOException {
    answers.add(new Answer(200, CREATED));
    answers.add(new Answer(200, CREATED));

    assertThat(apply("tenants: {a: {name: A}}", "--yes")).isZero();

    assertThat(requests)
        .containsExactly(
            "/v1/configuration?dryRun=true {\"tenants\":{\"a\":{\"name\":\"A\"}}}",
            "/v1/configuration?dryRun=false {\"tenants\":{\"a\":{\"name\":\"A\"}}}");
    assertThat(out.toString())
        .contains("+ tenant a", "1 to create, 0 to update, 0 unchanged", "Applied: 1 created");
  }

  @Test
  void a_dry_run_asks_once() throws IOException {
    answers.add(new Answer(200, CREATED));

    assertThat(apply("tenants: {a: {name: A}}", "--dry-run")).isZero();

    assertThat(requests).hasSize(1);
  }

  @Test
  void a_refusal_names_every_field_and_fails() throws IOException {
    answers.add(
        new Answer(
            422,
            """
            {"detail": "1 field is wrong", "errors": [{"field": "tenants.a.zone",
             "code": "ZONE_UNKNOWN", "reason": "“Mars” is not a time zone"}]}
            """));

    assertThat(apply("tenants: {a: {zone: Mars}}")).isEqualTo(1);

    assertThat(err.toString()).contains("tenants.a.zone: “Mars” is not a time zone");
  }

  @Test
  void a_server_that_is_not_there_is_said_so() throws IOException {
    server.stop(0);

    assertThat(apply("tenants: {}")).isEqualTo(1);

    assertThat(err.toString()).contains("no answer from http://127.0.0.1");
  }

  private int apply(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("file.yaml"), yaml);
    List<String> line =
        new ArrayList<>(
            List.of(
                "apply",
                file.toString(),
                "--url=http://127.0.0.1:" + server.getAddress().getPort(),
                "--key=k"));
    line.addAll(List.of(options));
    CommandLine commandLine = Herald.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(line.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestURI() + " " + body);
    Answer answer = answers.remove();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
