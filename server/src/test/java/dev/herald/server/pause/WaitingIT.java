package dev.herald.server.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What people do about messages that wait. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingIT {
  @Autowired Environment environment;
  private Company company;
  private Api administrator;
  private int people;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
  }

  private String mail(String node) {
    return company.submitted(
        "{node: %s, tenant: acme, to: [{email: p%d@acme.example}], data: {name: A}}"
            .formatted(node, people++));
  }

  private void awaitState(String id, String state) {
    await().atMost(Patience.SOON).until(() -> company.state(id).equals(state));
  }

  private JsonNode waiting(String filter) {
    return administrator.get("/v1/waiting?" + filter).json();
  }

  /** Waits until it was put aside for this. */
  private void awaitHeld(String id, String code) {
    await()
        .atMost(Patience.SOON)
        .until(() -> company.message(id).path("standing").toString().contains(code));
  }

  private JsonNode act(String yaml) {
    Api.Answer made = administrator.post("/v1/waiting/acts", Company.json(yaml));
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    return made.json();
  }

  @Test
  void whatAPausedApplicationHeldGoesOnAtTheRateThatIsChosen() {
    administrator.post("/v1/applications/esop/pause", "{\"reason\": \"wrong text\"}");
    List<String> ids = Stream.of("grant.vested", "once", "once").map(this::mail).toList();
    ids.forEach(id -> awaitHeld(id, "PAUSED"));

    JsonNode seen = waiting("application=esop&channel=email");
    assertThat(seen.path("count").asInt()).isEqualTo(3);
    assertThat(seen.at("/items/0/node").asString()).isEqualTo("once");
    assertThat(seen.at("/items/0/reason/text").asString())
        .contains("application esop is paused by administrator", "wrong text");
    assertThat(administrator.get("/v1/pauses").text()).contains("\"application\"");

    administrator.post("/v1/applications/esop/resume", "{\"perMinute\": 1}");
    JsonNode drain = administrator.get("/v1/drains").json().at("/items/0");
    assertThat(drain.path("key").asString()).isEqualTo("esop");
    assertThat(drain.path("perMinute").asInt()).isEqualTo(1);
    assertThat(drain.path("left").asInt()).isBetween(1, 3);
    awaitState(mail("exercise.reminder"), "SENT");

    assertThat(administrator.post("/v1/applications/esop/resume", "{\"perMinute\": 0}").status())
        .isEqualTo(422);
    administrator.post("/v1/applications/esop/resume", "");
    ids.forEach(id -> awaitState(id, "SENT"));
  }

  @Test
  void aPausedTenantsMessagesWait() {
    administrator.post("/v1/tenants/acme/pause", "");
    String id = mail("grant.vested");
    awaitHeld(id, "PAUSED");
    administrator.post("/v1/tenants/acme/resume", "");
    awaitState(id, "SENT");
  }

  @Test
  void whatIsHeldGoesOnWhenThatIsUndone() {
    String node = "/v1/applications/esop/nodes/once";
    administrator.post(node + "/pause", "");
    String id = mail("once");
    awaitHeld(id, "PAUSED");
    JsonNode held = act("{act: HOLD, application: esop, node: once, reason: asking legal}");
    assertThat(held.path("count").asInt()).isEqualTo(1);

    administrator.post(node + "/resume", "");
    awaitHeld(id, "HELD_BY_SOMEBODY");
    awaitState(mail("once"), "SENT");
    assertThat(company.state(id)).isEqualTo("PENDING");

    String undo = "/v1/waiting/acts/" + held.path("id").asString() + "/undo";
    assertThat(administrator.post(undo, "").json().path("endedBy").asString())
        .isEqualTo("administrator");
    awaitState(id, "SENT");
    assertThat(administrator.post(undo, "").text()).contains("ACT_IS_OVER");
  }

  @Test
  void whatWaitsExpiresWhenSomebodySaysSoAndWhatComesLaterDoesNot() {
    String node = "/v1/applications/esop/nodes/grant.vested";
    administrator.post(node + "/pause", "");
    String id = mail("grant.vested");
    awaitHeld(id, "PAUSED");
    JsonNode undone = act("{act: EXPIRE, application: esop, node: grant.vested}");
    administrator.post("/v1/waiting/acts/" + undone.path("id").asString() + "/undo", "");
    assertThat(company.state(id)).isEqualTo("PENDING");

    act("{act: EXPIRE, application: esop, node: grant.vested, graceSeconds: 0, reason: too late}");
    String later = mail("grant.vested");
    awaitState(id, "EXPIRED");
    assertThat(company.message(id).path("standing").toString()).contains("too late");
    awaitHeld(later, "PAUSED");
    administrator.post(node + "/resume", "");
    awaitState(later, "SENT");
    await()
        .atMost(Patience.SOON)
        .until(() ->
            administrator.get("/v1/waiting/acts").json().at("/items/0").hasNonNull("endedAt"));
  }

  @Test
  void whatWaitsGoesByTheSourceThatItIsMovedTo() {
    company.put("/v1/tenants/beta", "{name: Beta, locale: en, zone: UTC}");
    for (String code : List.of("beta-one", "beta-two")) {
      company.put(
          "/v1/sources/" + code,
          "{connector: smtp, tenant: beta, caps: [600 per minute],"
              + " settings: {host: smtp.beta.example, from: hr@beta.example}}");
    }
    List<String> all = List.of("mail", "beta-one", "beta-two");
    all.forEach(source -> administrator.post("/v1/sources/" + source + "/pause", ""));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(
          company.submitted(
              "{node: once, tenant: beta, to: [{email: m%d@beta.example}], data: {name: A}}"
                  .formatted(i)));
    }
    ids.forEach(id -> awaitHeld(id, "SOURCES_PAUSED"));
    String order = "{act: MOVE, tenant: beta, to: beta-two}";
    JsonNode preview = administrator.post("/v1/waiting/preview", Company.json(order)).json();
    assertThat(preview.path("count").asInt()).isEqualTo(5);
    assertThat(preview.path("seconds").asInt()).isZero();

    act(order);
    all.reversed().forEach(source -> administrator.post("/v1/sources/" + source + "/resume", ""));
    ids.forEach(id -> awaitState(id, "SENT"));
    assertThat(ids)
        .allSatisfy(id ->
            assertThat(
                    administrator.get("/v1/messages/" + id + "/trace").text()
                        + company.message(id).toString())
                .contains("beta-two"));
  }

  @Test
  void whatIsWrongWithAnActIsNamed() {
    assertThat(wrong("{act: HOLD}")).containsExactly("lane");
    assertThat(wrong("{act: HOLD, node: once}")).containsExactly("application");
    assertThat(wrong("{act: EXPIRE, lane: fast, graceSeconds: -1}"))
        .containsExactlyInAnyOrder("lane", "graceSeconds");
    assertThat(wrong("{act: MOVE, lane: bulk}")).containsExactly("to");
    assertThat(wrong("{act: MOVE, channel: sms, to: mail}")).containsExactly("channel");
    assertThat(administrator.get("/v1/waiting?tenant=nobody").status()).isEqualTo(422);
  }

  private List<String> wrong(String yaml) {
    return administrator.post("/v1/waiting/acts", Company.json(yaml)).wrongFields();
  }
}
