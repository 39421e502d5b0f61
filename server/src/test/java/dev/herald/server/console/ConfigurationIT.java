package dev.herald.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

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
}
