package dev.herald.server.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldApplication;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Definitions in the database, of two processes, against a provider that is really called. */
@HeraldTest
@TestPropertySource(properties = "herald.egress.private-targets=127.0.0.1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinitionIT {
  @Autowired Environment environment;

  private final ChatProvider provider = new ChatProvider();
  private Chats chats;
  private Api api;
  private ConfigurableApplicationContext other;

  @BeforeAll
  void thereAreAProviderAndTwoProcesses() throws IOException {
    api = Api.administrator(environment);
    chats = new Chats(api, provider);
    other =
        new SpringApplicationBuilder(HeraldApplication.class)
            .run(
                "--server.port=0",
                "--herald.home=" + TestPostgres.folder(),
                "--herald.egress.private-targets=127.0.0.1",
                "--herald.vault.key-file=" + environment.getProperty("herald.home") + "/vault.key",
                "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                "--spring.datasource.username="
                    + environment.getProperty("spring.datasource.username"),
                "--spring.datasource.password="
                    + environment.getProperty("spring.datasource.password"));
  }

  @AfterAll
  void allGo() {
    other.close();
    provider.close();
  }

  private Api there() {
    String port = other.getEnvironment().getProperty("local.server.port");
    return new Api(URI.create("http://127.0.0.1:" + port), api.key());
  }

  @Test
  void every_process_takes_up_what_is_published_and_a_message_in_flight_is_not_dropped() {
    Api there = there();
    chats.inUse("flow");
    CountDownLatch first = provider.holds("/flow/1");
    String inFlight = chats.sent("flow");
    await().until(() -> !provider.callsTo("/flow/1").isEmpty());

    chats.made("/v1/definitions/flow", Chats.spec(provider.yaml("flow", "flow/2", "")));
    assertThat(chats.connector(api, "flow").path("number").asInt()).isEqualTo(2);
    await().until(() -> chats.connector(there, "flow").path("number").asInt() == 2);
    chats.awaitSent(chats.sent("flow"));
    Api.Answer tried = there.post("/v1/sources/flow/test", "{\"to\": \"somebody\"}");
    first.countDown();
    chats.awaitSent(inFlight);

    assertThat(tried.json().path("result").asString()).as(tried.text()).isEqualTo("accepted");
    assertThat(provider.callsTo("/flow/1")).hasSize(1);
    assertThat(provider.callsTo("/flow/2"))
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.key()).isEqualTo("k-flow"));
    assertThat(chats.connector(api, "flow").path("origin").asString()).isEqualTo("DATABASE");
  }

  @Test
  void a_source_keeps_the_version_that_it_can_work_with_and_says_why() {
    chats.inUse("kept");
    String needsMore = "  team: { required: true, help: { en: The team } }\n";
    chats.made("/v1/definitions/kept", Chats.spec(provider.yaml("kept", "kept/2", needsMore)));

    chats.awaitSent(chats.sent("kept"));

    assertThat(provider.callsTo("/kept/1")).hasSize(1);
    JsonNode source = api.get("/v1/sources/kept").json();
    assertThat(source.at("/serving/number").asInt()).isEqualTo(1);
    assertThat(source.at("/serving/held/code").asString()).isEqualTo("DEFINITION_HELD");
    assertThat(source.at("/serving/held/parameters/newest").asString()).isEqualTo("v2");
    assertThat(source.at("/serving/because/0/field").asString()).isEqualTo("settings.team");
    assertThat(source.at("/serving/because/0/code").asString()).isEqualTo("SETTING_REQUIRED");
    assertThat(
            api.get("/v1/definitions/kept/uses")
                .json()
                .at("/sources/0/serving/held/code")
                .asString())
        .isEqualTo("DEFINITION_HELD");
    assertThat(api.get("/v1/definitions/kept/uses").json().at("/nodes/0/node").asString())
        .isEqualTo("kept");

    chats.made(
        "/v1/sources/kept",
        "{'connector': 'kept', 'settings': {'key': '(secret)', 'team': 'red'}}");
    chats.awaitSent(chats.sent("kept"));
    assertThat(provider.callsTo("/kept/2")).hasSize(1);
    assertThat(api.get("/v1/sources/kept").json().at("/serving/held").isMissingNode()).isTrue();
  }

  @Test
  void a_stored_secret_goes_to_no_address_that_it_was_not_given_for_and_is_not_shown() {
    chats.inUse("safe");
    String elsewhere =
        provider
            .yaml("safe", "safe/2", "")
            .replace("http://${source.host}", "https://evil.example");
    String shown = provider.yaml("safe", "safe/3", "").replace("secret: true", "secret: false");

    for (String wrong : List.of(elsewhere, shown)) {
      chats.made("/v1/definitions/safe", Chats.spec(wrong));
      JsonNode serving = api.get("/v1/sources/safe").json().path("serving");
      assertThat(serving.path("number").asInt()).as(serving.toString()).isEqualTo(1);
      assertThat(serving.at("/because/0/field").asString()).isEqualTo("settings.key");
    }
    Api.Answer tried = api.post("/v1/sources/safe/test", "{\"to\": \"somebody\"}");

    assertThat(tried.text()).contains("/safe/1").doesNotContain("k-safe");
    assertThat(api.get("/v1/sources/safe").text()).doesNotContain("k-safe");
    chats.made("/v1/definitions/safe", Chats.spec(elsewhere));
    Api.Answer kept =
        api.put(
            "/v1/sources/safe", "{\"connector\": \"safe\", \"settings\": {\"key\": \"(secret)\"}}");
    assertThat(kept.text()).contains("SECRET_AGAIN");
  }

  @Test
  void a_definition_has_drafts_versions_a_difference_and_a_way_back() {
    String path = "/v1/definitions/ways";
    Api.Answer first = chats.made(path, Chats.spec(provider.yaml("ways", "ways/1", "")));
    Api.Answer draft = api.post(path, Chats.spec(provider.yaml("ways", "ways/2", "")));
    assertThat(draft.status()).isEqualTo(201);
    assertThat(draft.json().path("publishedAt").isMissingNode()).isTrue();
    assertThat(chats.connector(api, "ways").path("number").asInt()).isEqualTo(1);
    assertThat(api.get("/v1/definitions").text()).contains("\"connector\":\"ways\"");
    assertThat(api.get(path + "/versions/1/diff/2").json().path("lines").toString())
        .contains("{\"op\":\"removed\",\"text\":\"  post: \\\"http://${source.host}/ways/1\\\"\"}")
        .contains("{\"op\":\"added\",\"text\":\"  post: \\\"http://${source.host}/ways/2\\\"\"}");

    assertThat(api.post(path + "/versions/2/publish", "").status()).isEqualTo(200);
    assertThat(chats.connector(api, "ways").path("number").asInt()).isEqualTo(2);
    String stale = first.response().headers().firstValue("ETag").orElseThrow();
    assertThat(ifMatch(path, stale, provider.yaml("ways", "ways/3", "")).status()).isEqualTo(412);
    assertThat(api.post(path + "/versions/1/publish", "").status()).isEqualTo(200);
    assertThat(ifMatch(path, stale, provider.yaml("ways", "ways/1", "")).status()).isEqualTo(200);
    assertThat(api.get(path + "/versions").json().path("items")).hasSize(2);

    chats.made("/v1/sources/ways", "{'connector': 'ways', 'settings': {'key': 'k'}}");
    assertThat(api.delete(path + "/published").json().path("code").asString())
        .isEqualTo("DEFINITION_IN_USE");
  }

  private Api.Answer ifMatch(String path, String tag, String yaml) {
    return api.send(
        HttpRequest.newBuilder(api.base().resolve(path))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .PUT(HttpRequest.BodyPublishers.ofString(Chats.spec(yaml)))
            .build());
  }

  @Test
  void what_is_published_stands_in_front_of_what_is_shipped_until_it_is_withdrawn() {
    chats.made(
        "/v1/definitions/bark",
        Chats.spec(
            provider.yaml("bark", "bark/1", "").replace("channel: bark", "channel: app-push")));

    assertThat(chats.connector(api, "bark").path("origin").asString()).isEqualTo("DATABASE");
    assertThat(chats.connector(api, "bark").path("hides").toString()).isEqualTo("[\"JAR\"]");
    assertThat(api.delete("/v1/definitions/bark/published").status()).isEqualTo(204);
    assertThat(chats.connector(api, "bark").path("origin").asString()).isEqualTo("JAR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          destination: user     | destination: usr      | VALUE_WRONG      | 3  | 14
          contents: [text]      | contents: [txt]       | VALUE_WRONG      | 4  | 11
          ambiguous: resend     | ambiguous: resend~x: 1 | NAME_UNKNOWN    | 16 | 1
          ${content.text}       | ${content.txt}        | EXPRESSION_WRONG | 11 | 17
          channel: check        | channel               | NOT_YAML         | 3  | 1
          """)
  void a_mistake_names_its_place_and_what_is_allowed(
      String right, String wrong, String mistake, int line, int column) {
    String yaml = provider.yaml("check", "x", "").replace(right, wrong.replace("~", "\n"));

    JsonNode report = api.post("/v1/definition-trials/check", Chats.spec(yaml)).json();
    Api.Answer refused = api.put("/v1/definitions/check", Chats.spec(yaml));

    assertThat(report.path("definition").isNull() || report.path("definition").isMissingNode())
        .isTrue();
    JsonNode problem = report.at("/problems/0");
    assertThat(problem.path("mistake").asString()).as(report.toString()).isEqualTo(mistake);
    assertThat(problem.path("line").asInt()).as(report.toString()).isEqualTo(line);
    assertThat(problem.path("column").asInt()).as(report.toString()).isEqualTo(column);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("DEFINITION_WRONG");
    assertThat(refused.json().at("/errors/0/parameters/line").asInt()).isEqualTo(line);
    assertThat(refused.json().at("/errors/0/parameters/why/code")).isEqualTo(problem.path("code"));
    String told =
        inChinese("POST", "/v1/definition-trials/check", yaml).at("/problems/0/message").asString();
    assertThat(told).containsPattern("\\p{IsHan}").doesNotContainPattern("\\w+ \\w+ \\w+");
    assertThat(inChinese("PUT", "/v1/definitions/check", yaml).at("/errors/0/reason").asString())
        .startsWith("第 %d 行：".formatted(line))
        .endsWith(told);
  }

  private JsonNode inChinese(String method, String path, String yaml) {
    return api.send(
            HttpRequest.newBuilder(api.base().resolve(path))
                .header("Authorization", "Bearer " + api.key())
                .header("Content-Type", "application/json")
                .header("Accept-Language", "zh-CN")
                .method(method, HttpRequest.BodyPublishers.ofString(Chats.spec(yaml)))
                .build())
        .json();
  }

  @Test
  void a_dry_run_shows_the_exact_request_and_no_secret() {
    String order =
        Chats.JSON.writeValueAsString(
            Map.of(
                "yaml",
                provider.yaml("dry", "dry/1", ""),
                "settings",
                Map.of("host", "127.0.0.1:9", "key", "s3cr3t-k3y")));

    Api.Answer run = api.post("/v1/definition-trials/dry-run", order);

    assertThat(run.json().path("request").asString())
        .startsWith("POST http://127.0.0.1:9/dry/1\n")
        .contains("X-Key: (secret)", "{\"text\":")
        .doesNotContain("s3cr3t");
    assertThat(provider.calls()).noneMatch(call -> call.uri().startsWith("/dry"));
    Map<String, String> here = Map.of("host", "127.0.0.1:" + provider.port(), "key", "s3cr3t-k3y");
    Api.Answer sent =
        api.post(
            "/v1/definition-trials/test",
            Chats.JSON.writeValueAsString(
                Map.of("yaml", provider.yaml("dry", "dry/1", ""), "settings", here)));
    assertThat(sent.json().path("result").asString()).as(sent.text()).isEqualTo("accepted");
    assertThat(sent.text()).doesNotContain("s3cr3t");
    assertThat(provider.callsTo("/dry/1"))
        .singleElement()
        .satisfies(call -> assertThat(call.key()).isEqualTo("s3cr3t-k3y"));
    Api.Answer sample =
        api.post("/v1/definition-trials/dry-run", Chats.spec(provider.yaml("dry", "dry/1", "")));
    assertThat(sample.json().path("request").asString()).contains("http://chat.example/dry/1");
  }

  @Test
  void a_trial_reaches_no_file_and_no_target_that_is_not_listed() {
    String file =
        provider.yaml("own", "x", "").replace("http://${source.host}/x", "file:///etc/passwd");
    assertThat(api.put("/v1/definitions/own", Chats.spec(file)).status()).isEqualTo(422);
    Map<String, String> refused =
        Map.of(
            "127.0.0.2", "PRIVATE_TARGET",
            "169.254.169.254", "PRIVATE_TARGET",
            "[::1]", "PRIVATE_TARGET",
            "2130706434", "ADDRESS_INVALID");
    for (String host : refused.keySet()) {
      String order =
          Chats.JSON.writeValueAsString(
              Map.of(
                  "yaml",
                  provider.yaml("own", "x", ""),
                  "settings",
                  Map.of("host", host + ":" + provider.port(), "key", "k")));

      Api.Answer report = api.post("/v1/definition-trials/test", order);

      assertThat(report.json().at("/reason/code").asString())
          .as(host + report.text())
          .isEqualTo(refused.get(host));
    }
    String large = "#" + "x".repeat(300_000);
    assertThat(api.put("/v1/definitions/own", Chats.spec(large)).text())
        .contains("DEFINITION_TOO_LONG");
    assertThat(api.put("/v1/definitions/own", Chats.spec(provider.yaml("other", "x", ""))).text())
        .contains("DEFINITION_NAMED_OTHERWISE");
    assertThat(api.get("/v1/definitions").text()).doesNotContain("\"own\"");
  }

  @Test
  void a_configuration_brings_a_definition_and_a_source_of_it_at_once() {
    String whole =
        Chats.JSON.writeValueAsString(
            Map.of(
                "definitions",
                Map.of("whole", Map.of("yaml", provider.yaml("whole", "whole/1", ""))),
                "sources",
                Map.of("whole", Map.of("connector", "whole", "settings", Map.of("key", "k")))));

    assertThat(api.post("/v1/configuration?dryRun=true", whole).status()).isEqualTo(200);
    assertThat(chats.connector(api, "whole").isMissingNode()).isTrue();
    Api.Answer applied = api.post("/v1/configuration", whole);

    assertThat(applied.json().path("changes")).as(applied.text()).hasSize(2);
    assertThat(chats.connector(api, "whole").path("number").asInt()).isEqualTo(1);
  }

  @Test
  void a_broken_plug_in_is_told_by_every_process_and_harms_nothing() throws IOException {
    for (Environment each : List.of(environment, other.getEnvironment())) {
      Path folder = Path.of(each.getRequiredProperty("herald.home"), "plugins");
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("broken.jar"), "no jar");
    }
    chats.inUse("beside");

    JsonNode read = api.post("/v1/plugins/reload", "").json().at("/items/0");

    assertThat(read.path("file").asString()).isEqualTo("broken.jar");
    assertThat(read.path("fault").asString()).isEqualTo("UNREADABLE");
    assertThat(read.path("state").asString()).isEqualTo("LEFT_OUT");
    await().until(() -> there().get("/v1/plugins").text().contains("UNREADABLE"));
    chats.awaitSent(chats.sent("beside"));
  }

  @Test
  void editors_get_the_schema_without_signing_in() {
    Api.Answer schema = Api.anonymous(environment).get("/connector.schema.json");

    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.json().path("title").asString()).isEqualTo("Herald connector definition");
  }
}
