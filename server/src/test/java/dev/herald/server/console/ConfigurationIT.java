package dev.herald.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@HeraldTest
class ConfigurationIT {
  private static final String YAML = "application/yaml";

  @Autowired Environment environment;
  private Api api;

  @BeforeEach
  void connect() {
    api = Api.administrator(environment);
  }

  @Test
  void a_dry_run_says_what_would_change_and_changes_nothing() {
    String file = "tenants: {dry: {name: Dry, locale: en, zone: UTC}}";

    Api.Answer answer = api.send("POST", "/v1/configuration?dryRun=true", file, YAML);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(actions(answer)).containsExactly("tenant dry CREATED");
    assertThat(api.get("/v1/tenants/dry").status()).isEqualTo(404);
  }

  @Test
  void the_second_time_nothing_changes() {
    String file =
        """
        applications:
          twice: {name: Twice, owner: Li Lei}
        tenants:
          twice: {name: Twice, locale: zh-CN, zone: Asia/Shanghai}
        recipients:
          twice/E1: {name: Han Meimei, addresses: {email: mei@example.com}}
        """;

    assertThat(actions(api.send("POST", "/v1/configuration", file, YAML)))
        .containsExactly(
            "application twice CREATED", "tenant twice CREATED", "recipient twice/E1 CREATED");
    assertThat(actions(api.send("POST", "/v1/configuration", file, YAML)))
        .containsExactly(
            "application twice UNCHANGED",
            "tenant twice UNCHANGED",
            "recipient twice/E1 UNCHANGED");
  }

  @Test
  void everything_wrong_is_named_by_its_path_and_nothing_is_put() {
    String file =
        """
        applications:
          good: {name: Good, owner: Li Lei}
          bad: {name: 7, colour: red}
        tenants:
          nowhere: {name: Nowhere, locale: en, zone: Mars}
        recipients:
          nobody/E1: {name: Nobody}
        planets: {}
        """;

    Api.Answer answer = api.send("POST", "/v1/configuration", file, YAML);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(
            answer.json().path("errors").valueStream().map(error -> error.path("field").asString()))
        .contains(
            "applications.bad.colour", "tenants.nowhere.zone", "recipients.nobody/E1", "planets");
    assertThat(api.get("/v1/applications/good").status()).isEqualTo(404);
  }

  @Test
  void json_is_taken_too() {
    Api.Answer answer =
        api.post(
            "/v1/configuration",
            "{\"applications\": {\"as-json\": {\"name\": \"J\", \"owner\": \"Li Lei\"}}}");

    assertThat(actions(answer)).containsExactly("application as-json CREATED");
  }

  @Test
  void what_is_no_yaml_is_answered_with_its_line() {
    Api.Answer answer = api.send("POST", "/v1/configuration", "tenants:\n  a: {b", YAML);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).contains("line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenants:\n  a: {name: A, locale: en, zone: UTC}\n  a: {name: B, locale: en, zone: UTC}",
        "tenants: {}\napplications: {}\ntenants: {}",
        "sources:\n  a: {connector: smtp,\n    settings: {host: a, host: b}}",
        "x: &a {}\n\ntenants: *a",
        "tenants:\n  a: {name: A}\n  b:\n    <<: {name: B}",
        "tenants: {}\n---\ntenants: {}",
        "sources:\n  a: {settings: {password:\n      1e10}}"
      })
  void what_would_be_lost_or_changed_is_refused_with_its_line(String yaml) {
    Api.Answer answer = api.send("POST", "/v1/configuration?dryRun=true", yaml, YAML);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).containsPattern("line \\d+, column \\d+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenants\": {},\n \"tenants\": {}}",
        "{\"sources\": {\"a\": {\"settings\": {\"host\": \"a\",\n\"host\": \"b\"}}}}",
        "{\"sources\": {\"a\": {\"settings\": {\"fromName\":\n 1e3}}}}"
      })
  void json_is_read_as_strictly(String json) {
    Api.Answer answer = api.post("/v1/configuration?dryRun=true", json);

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.text()).contains("line 2, column ");
  }

  /** What other readers of YAML take for a number, a date or a truth. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456", "1_000", "0x1F", "1.10", "+8613800138000", "00001", "-0", "1.0", "0.0000001",
        "12345678901234567890", "on", "no", "Yes", "NULL", "True", "2026-12-01", "12:30:45", ".inf"
      })
  void a_text_without_quotes_is_kept_as_it_is_written(String written) {
    String file =
        """
        sources:
          as-written: {connector: smtp, settings: {host: a.example, from: a@a.example, fromName: %s}}
        """
            .formatted(written);

    assertThat(api.send("POST", "/v1/configuration", file, YAML).status()).isEqualTo(200);
    assertThat(
            api.get("/v1/sources")
                .json()
                .path("items")
                .valueStream()
                .filter(source -> source.path("code").asString().equals("as-written"))
                .map(source -> source.at("/settings/fromName").asString()))
        .containsExactly(written);
    assertThat(actions(api.send("POST", "/v1/configuration", file, YAML)))
        .containsExactly("source as-written UNCHANGED");
  }

  @Test
  void a_number_of_a_schema_keeps_its_digits_and_a_template_is_unchanged_the_second_time() {
    String file =
        """
        applications: {digits: {name: D, owner: Li Lei}}
        nodes:
          digits/all:
            name: D
            plan: webhook
            locale: en
            schema:
              type: object
              properties:
                n: {type: number, multipleOf: 0.0000001, maximum: 12345678901234567890.10}
            templates:
              - {channel: webhook, locale: en, content: {type: t, json: {n: "{{n}}", rate: 1.10}}}
        """;

    assertThat(api.send("POST", "/v1/configuration", file, YAML).status()).isEqualTo(200);
    assertThat(api.get("/v1/applications/digits/nodes/all").text())
        .contains("0.0000001", "12345678901234567890.10");
    assertThat(actions(api.send("POST", "/v1/configuration", file, YAML)))
        .allSatisfy(action -> assertThat(action).endsWith(" UNCHANGED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "2.9", "99999999999", "heavy", "0x5"})
  void a_weight_that_is_no_whole_number_is_refused(String weight) {
    Api.Answer answer =
        api.send(
            "POST",
            "/v1/configuration?dryRun=true",
            "tenants: {w: {name: W, locale: en, zone: UTC, weight: %s}}".formatted(weight),
            YAML);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("tenants.w.weight");
  }

  private static List<String> actions(Api.Answer answer) {
    return answer
        .json()
        .path("changes")
        .valueStream()
        .map(change ->
            change.path("kind").asString()
                + " "
                + change.path("key").asString()
                + " "
                + change.path("action").asString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v1/applications/tagged                     | {name: %s, owner: Li Lei}
          /v1/tenants/tagged                          | {name: %s, locale: en, zone: UTC}
          /v1/applications/nodes/nodes/tagged          | {name: %s, plan: email, locale: en}
          /v1/sources/tagged                          | {connector: webhook, tenant: acme, caps: ['%s0 per minute'], settings: {secret: whsec_c2FuZGJveA==}}
          """)
  void aChangeOfWhatWasChangedMeanwhileIsRefused(String path, String yaml) {
    thereIsANode();
    assertThat(put(path, yaml.formatted("1"), "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(put(path, yaml.formatted("1"), "If-None-Match", "*").status()).isEqualTo(412);
    String seen = header(api.get(path), "etag");
    assertThat(seen).matches("\"[^\"]+\"");
    assertThat(conditional("GET", path, "If-None-Match", seen, null).status()).isEqualTo(304);

    Api.Answer changed = put(path, yaml.formatted("2"), "If-Match", seen);
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    Api.Answer stale = put(path, yaml.formatted("3"), "If-Match", seen);
    assertThat(stale.status()).as(stale.toString()).isEqualTo(412);
    assertThat(header(stale, "content-type")).isEqualTo("application/problem+json");
    assertThat(stale.json().path("detail").asString()).contains("changed since");
    assertThat(conditional("DELETE", path, "If-Match", seen, null).status()).isEqualTo(412);
    String now = header(changed, "etag");
    assertThat(now).isEqualTo(header(api.get(path), "etag"));
    assertThat(put(path, yaml.formatted("3"), "If-Match", "W/" + now).status()).isEqualTo(412);
    assertThat(put(path, yaml.formatted("3"), "If-Match", "\"x\", " + now).status()).isEqualTo(200);
    assertThat(put(path, yaml.formatted("4"), "If-Match", "*").status()).isEqualTo(200);
    assertThat(put(path + "-none", yaml.formatted("1"), "If-Match", "*").status()).isEqualTo(412);
  }

  @Test
  void anotherVersionThanTheOneThatWasSeenIsNotPublishedOver() {
    thereIsANode();
    String path = "/v1/applications/nodes/nodes/hooked/templates";
    String content = "{channel: webhook, locale: fr, content: {type: t, json: {v: '%d'}}}";
    Api.Answer first = put(path, content.formatted(1), "If-None-Match", "*");
    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    String seen = header(first, "etag");
    String version =
        "/v1/templates/%s/versions/1".formatted(first.json().path("template").asString());
    assertThat(header(api.get(version), "etag")).isEqualTo(seen);

    assertThat(put(path, content.formatted(2), "If-Match", seen).status()).isEqualTo(200);
    assertThat(put(path, content.formatted(3), "If-Match", seen).status()).isEqualTo(412);
    assertThat(conditional("POST", version + "/publish", "If-Match", seen, null).status())
        .isEqualTo(412);
  }

  private Api.Answer put(String path, String yaml, String header, String value) {
    return conditional("PUT", path, header, value, json(yaml));
  }

  private Api.Answer conditional(
      String method, String path, String header, String value, @Nullable String body) {
    return api.send(
        HttpRequest.newBuilder(api.base().resolve(path))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header(header, value)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void oneOfTwoThatChangeTheSameAtOnceIsRefused() throws Exception {
    String path = "/v1/tenants/contended";
    String tenant = "{name: %s, locale: en, zone: UTC}";
    assertThat(put(path, tenant.formatted("N0"), "If-None-Match", "*").status()).isEqualTo(201);
    String seen = header(api.get(path), "etag");
    List<Future<Integer>> changes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 8; i++) {
        String changed = tenant.formatted("N" + i);
        changes.add(threads.submit(() -> put(path, changed, "If-Match", seen).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> change : changes) {
      statuses.add(change.get());
    }
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
  }

  private void thereIsANode() {
    String file =
        """
        applications: {nodes: {name: Nodes, owner: Li Lei}}
        tenants: {acme: {name: Acme, locale: en, zone: UTC}}
        nodes: {nodes/hooked: {name: Hooked, plan: webhook, locale: en}}
        """;
    assertThat(api.send("POST", "/v1/configuration", file, YAML).status()).isEqualTo(200);
  }

  private static String json(String yaml) {
    return new JsonMapper().writeValueAsString(YAMLMapper.shared().readTree(yaml));
  }

  private static String header(Api.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
