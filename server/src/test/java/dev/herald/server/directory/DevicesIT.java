package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The devices of recipients, and what is sent to them. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicesIT {
  private static final String PEOPLE = "/v1/tenants/acme/recipients/";

  @Autowired Environment environment;
  private Company company;

  @BeforeAll
  void thereIsAnApp() {
    company = new Company(environment);
    company.put(
        "/v1/sources/tiger",
        "{connector: tiger-app, settings: {host: tiger.example.com, appId: herald, secret: secret-of-app}}");
    for (String plan : List.of("app-push", "{fallback: [app-push, email]}")) {
      company.put(
          "/v1/applications/esop/nodes/" + (plan.startsWith("{") ? "or-mail" : "push"),
          """
          {name: P, plan: %s, locale: en, schema: {type: object}, templates: [
            {channel: app-push, content: {title: Vested, markdown: Vested}},
            {channel: email, content: {subject: Vested, text: Vested}}]}
          """
              .formatted(plan));
    }
  }

  private void person(String code) {
    company.put(
        PEOPLE + code,
        "{name: Li, addresses: {email: '%s@acme.example'}}".formatted(code.toLowerCase()));
  }

  private Api.Answer register(String code, String token) {
    return company.administrator.post(
        PEOPLE + code + "/devices",
        Company.json("{channel: app-push, token: '%s'}".formatted(token)));
  }

  private List<JsonNode> devices(String code) {
    return company
        .administrator
        .get(PEOPLE + code + "/devices")
        .json()
        .path("items")
        .valueStream()
        .toList();
  }

  private List<String> submitted(String node, String code) {
    Api.Answer answer =
        company.esop.post(
            "/v1/messages",
            Company.json(
                "{node: %s, tenant: acme, to: [{recipient: %s}], data: {}}".formatted(node, code)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer
        .json()
        .path("messages")
        .valueStream()
        .map(message -> message.path("id").asString())
        .toList();
  }

  private void ends(String message, String state) {
    await().until(() -> company.message(message).path("state").asString(), state::equals);
  }

  @Test
  void a_message_goes_to_each_device_and_falls_back_once() {
    person("D1");
    assertThat(register("D1", "phone-1").status()).isEqualTo(201);
    register("D1", "tablet-1");
    register("D1", "phone-1");

    List<String> messages = submitted("push", "D1");

    assertThat(devices("D1")).as("what is said again is there once").hasSize(2);
    assertThat(devices("D1").toString()).doesNotContain("phone-1");
    assertThat(messages).hasSize(2);
    messages.forEach(message -> ends(message, "SENT"));
    assertThat(submitted("or-mail", "D1"))
        .as("to both, and one of them would go on by mail")
        .hasSize(2);
  }

  @Test
  void a_device_is_of_whoever_signed_in_on_it_last() {
    person("D2");
    person("D3");
    register("D2", "shared-1");

    register("D3", "shared-1");

    assertThat(devices("D2")).isEmpty();
    assertThat(devices("D3")).hasSize(1);
    String path = PEOPLE + "D3/devices/" + devices("D3").getFirst().path("id").asString();
    assertThat(company.administrator.delete(path).status()).isEqualTo(204);
    assertThat(company.administrator.delete(path).status()).isEqualTo(404);
  }

  @Test
  void one_that_its_provider_calls_dead_is_forgotten() {
    person("D4");
    register("D4", "gone-1");
    register("D4", "alive-1");
    Api.Answer rule =
        company.administrator.post(
            "/sandbox/rules",
            Company.json("{effect: refuse, destination: gone-1, reason: recipient}"));
    assertThat(rule.status()).isEqualTo(201);

    submitted("push", "D4");

    await().until(() -> devices("D4").size() == 1);
    await().until(() -> submitted("push", "D4").size() == 1);
    company.administrator.delete("/sandbox/rules");
  }

  @Test
  void of_more_than_ten_the_oldest_goes_and_what_is_wrong_is_told() {
    person("D5");
    IntStream.range(0, 12).forEach(i -> register("D5", "many-" + i));

    assertThat(devices("D5")).hasSize(10);
    assertThat(register("D5", "two words").wrongFields()).containsExactly("token");
    assertThat(
            company
                .administrator
                .post(PEOPLE + "D5/devices", Company.json("{channel: app-pusch}"))
                .wrongFields())
        .containsExactlyInAnyOrder("channel", "token");
    assertThat(register("nobody", "x").status()).isEqualTo(404);
  }
}
