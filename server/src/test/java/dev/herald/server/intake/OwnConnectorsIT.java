package dev.herald.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Connectors of an operator's own, against a provider that is really called. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.dispatch.retry.base=20ms",
      "herald.egress.private-targets=127.0.0.1, inside.example"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnConnectorsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Path folder = Path.of("");

  @DynamicPropertySource
  static void brokenFileAtTheStart(DynamicPropertyRegistry properties) throws IOException {
    folder = TestPostgres.folder();
    Files.writeString(folder.resolve("broken.yaml"), "connector: broken\nchannel: chat\n");
    properties.add("herald.connectors.folder", folder::toString);
  }

  @Autowired Environment environment;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private HttpServer provider;
  private Company company;

  private record Call(String uri, String authorization, String body) {}

  @BeforeAll
  void thereIsAProviderAndACompany() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    provider.createContext("/", this::answer);
    provider.start();
    company = new Company(environment);
    for (String channel : List.of("chat", "pager")) {
      company.put(
          "/v1/applications/esop/nodes/" + channel,
          """
          {name: N, plan: %s, locale: en,
           schema: {type: object, properties: {name: {type: string}}},
           templates: [{channel: %s, content: {text: 'Hello {{name}}'}}]}
          """
              .formatted(channel, channel));
    }
  }

  @AfterAll
  void theProviderGoes() {
    provider.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    byte[] answer = "{\"ok\":true}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** A definition in a file of its own, in use. */
  private void define(String name, String channel, String address, String more) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), yaml(name, channel, address, more));
    await()
        .atMost(SOON)
        .until(() -> connectors().path("items").toString().contains("\"" + name + "\""));
  }

  private String yaml(String name, String channel, String address, String more) {
    return """
    connector: %s
    channel: %s
    destination: user
    contents: [text]
    source:
      token: { secret: true }
      host: { fallback: "127.0.0.1:%d" }
      user: { fallback: bot }
    request:
      post: "http://${source.host}%s"
    %s
    ambiguous: resend
    """
        .formatted(name, channel, provider.getAddress().getPort(), address, more);
  }

  private static final String BEARER =
      """
        headers: { Authorization: "Bearer ${source.token}" }
        json: { text: "${content.text}" }
      answer:
        accepted: ${body.ok}
      """;

  private JsonNode connectors() {
    return company.administrator.get("/v1/connectors").json();
  }

  private List<Call> callsTo(String path) {
    return calls.stream().filter(call -> call.uri.startsWith(path)).toList();
  }

  private String sent(String channel, String to) {
    return company.submitted(
        "{node: %s, tenant: acme, to: [{%s: '%s'}], data: {name: A}}"
            .formatted(channel, channel, to));
  }

  private void awaitState(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(company.message(id).path("state").asString())
                .as(company.message(id).toString())
                .isEqualTo(state));
  }

  @Test
  void a_broken_file_is_left_out_and_told_with_line_and_mend_and_others_go_on() throws IOException {
    define("fine", "fine", "/fine", BEARER);

    JsonNode broken =
        connectors()
            .path("files")
            .valueStream()
            .filter(file -> file.path("file").asString().equals("broken.yaml"))
            .findFirst()
            .orElseThrow();
    assertThat(broken.path("state").asString()).isEqualTo("LEFT_OUT");
    assertThat(broken.at("/problems/0/line").asInt()).isEqualTo(1);
    assertThat(broken.path("problems").toString()).contains("lacks “request”");

    Files.writeString(folder.resolve("fine.yaml"), "connector: fine\n  channel: [");
    await().atMost(SOON).until(() -> connectors().path("files").toString().contains("LAST_GOOD"));
    assertThat(connectors().path("items").toString()).contains("\"fine\"");
    Files.delete(folder.resolve("fine.yaml"));
  }

  @Test
  void an_answer_that_does_not_tell_is_held_and_the_message_goes_out_once() throws IOException {
    define("vague", "chat", "/vague", BEARER.replace("body.ok", "body.code == 0"));
    company.put("/v1/sources/vague", "{connector: vague, settings: {token: s3cret}}");

    String id = sent("chat", "someone");

    await()
        .atMost(SOON)
        .until(() -> company.message(id).path("trace").toString().contains("a person must decide"));
    assertThat(company.state(id)).isEqualTo("UNKNOWN");
    assertThat(callsTo("/vague")).hasSize(1);
    pausedAndGone("vague");
  }

  @Test
  void nothing_goes_out_without_its_authorization() throws IOException {
    define("bare", "chat", "/bare", BEARER);
    company.put("/v1/sources/bare", "{connector: bare, settings: {}}");

    String id = sent("chat", "someone");

    await()
        .atMost(SOON)
        .until(() -> company.message(id).path("trace").toString().contains("header Authorization"));
    assertThat(callsTo("/bare")).isEmpty();
    company.esop.post("/v1/messages/" + id + "/cancel", "");
    pausedAndGone("bare");
  }

  @Test
  void an_address_stays_in_its_place_of_the_path() throws IOException {
    define("paths", "pager", "/to/${destination}/send", BEARER);
    company.put("/v1/sources/paths", "{connector: paths, settings: {token: s3cret}}");

    awaitState(sent("pager", "g1/../../admin"), "SENT");
    awaitState(sent("pager", "a^b?c=d"), "SENT");
    String upwards = sent("pager", "..");
    awaitState(upwards, "FAILED");

    assertThat(callsTo("/"))
        .extracting(Call::uri)
        .contains("/to/g1%2F..%2F..%2Fadmin/send", "/to/a%5Eb%3Fc%3Dd/send")
        .noneMatch(uri -> uri.contains("/admin") || uri.contains("/../"));
    assertThat(company.message(upwards).path("trace").toString()).contains("ADDRESS_LEADS_UPWARDS");
    pausedAndGone("paths");
  }

  @Test
  void an_expression_that_one_address_breaks_is_that_addresss_fault_alone() throws IOException {
    define(
        "numbers",
        "pager",
        "/number",
        BEARER.replace("{ text", "{ to: \"${int(destination)}\", text"));
    company.put("/v1/sources/numbers", "{connector: numbers, settings: {token: s3cret}}");

    for (int i = 0; i < 20; i++) {
      awaitState(sent("pager", "bad" + i), "FAILED");
    }
    awaitState(sent("pager", "17"), "SENT");

    assertThat(callsTo("/number"))
        .singleElement()
        .satisfies(call -> assertThat(call.body()).contains("\"to\":17"));
    pausedAndGone("numbers");
  }

  @Test
  void a_test_send_shows_a_secret_in_no_form() throws IOException {
    define(
        "basic",
        "chat",
        "/basic",
        BEARER.replace(
            "Bearer ${source.token}", "Basic ${base64(source.user + ':' + source.token)}"));
    company.put("/v1/sources/basic", "{connector: basic, settings: {token: Tok-3n/9}}");

    Api.Answer report =
        company.administrator.post("/v1/sources/basic/test", "{\"to\": \"someone\"}");

    String pair = Base64.getEncoder().encodeToString("bot:Tok-3n/9".getBytes(UTF_8));
    assertThat(callsTo("/basic").getLast().authorization()).isEqualTo("Basic " + pair);
    assertThat(report.json().path("request").asString()).contains("Authorization: Basic (secret)");
    assertThat(report.text()).doesNotContain(pair, pair.substring(4, 12), "Tok-3n");
    pausedAndGone("basic");
    define(
        "odd",
        "chat",
        "/odd",
        BEARER.replace(
            "source.token", "base64(urlEncode(source.token)) + source.token.lowerAscii()"));
    company.put("/v1/sources/odd", "{connector: odd, settings: {token: Tok-3n/9}}");
    assertThat(company.administrator.post("/v1/sources/odd/test", "{\"to\": \"a\"}").text())
        .contains("Bearer (secret)")
        .doesNotContain("VG9rLTNuJTJGOQ==", "tok-3n");
    assertThat(callsTo("/odd").getLast().authorization()).endsWith("VG9rLTNuJTJGOQ==tok-3n/9");
    pausedAndGone("odd");
  }

  @Test
  void only_listed_private_targets_are_called_whatever_an_editor_writes() throws IOException {
    define("reach", "chat", "/reach", BEARER);
    for (String host : List.of("127.0.0.2", "2130706434", "[::ffff:127.0.0.2]", "[::1]")) {
      company.put(
          "/v1/sources/reach",
          "{connector: reach, settings: {token: t, host: '%s:%d'}}"
              .formatted(host, provider.getAddress().getPort()));

      Api.Answer report =
          company.administrator.post("/v1/sources/reach/test", "{\"to\": \"someone\"}");

      assertThat(report.json().path("result").asString()).as(host).isEqualTo("rejected");
      // A number alone is no host that may be called, whatever it stands for.
      assertThat(report.text())
          .contains(
              host.equals("2130706434") ? "ADDRESS_INVALID" : "herald.egress.private-targets");
    }
    assertThat(callsTo("/reach")).isEmpty();
    pausedAndGone("reach");
    company.put(
        "/v1/sources/relay",
        "{connector: smtp, settings: {host: 127.0.0.2, from: a@acme.example, security: none}}");
    Api.Answer mail =
        company.administrator.post("/v1/sources/relay/test", "{\"to\": \"b@acme.example\"}");
    assertThat(mail.json().at("/reason/code").asString()).isEqualTo("PRIVATE_TARGET");
    assertThat(mail.json().at("/reason/parameters/host").asString()).isEqualTo("127.0.0.2");
    pausedAndGone("relay");
  }

  private void pausedAndGone(String source) {
    company.administrator.post("/v1/sources/" + source + "/pause", "");
    company.administrator.delete("/v1/sources/" + source);
  }
}
