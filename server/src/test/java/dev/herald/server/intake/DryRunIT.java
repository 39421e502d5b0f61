package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What a dry run says comes to pass, and nothing comes of the dry run itself. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.dispatch.retry.attempts=1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunIT {
  private static final int CASES = 120;
  private static final String SCHEDULED = "2027-03-01T09:00:00Z";
  private static final String RECIPIENTS = "/v1/tenants/acme/recipients/";

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Api administrator;
  private List<Api> callers = List.of();

  @BeforeAll
  void thereIsEveryKindOfObstacle() {
    company = new Company(environment);
    administrator = company.administrator;
    callers = List.of(company.esop, company.esop, testKey());
    company.put("/v1/topics/news", "{name: {en: News}}");
    company.put("/v1/topics/offers", "{name: {en: Offers}, perDay: 2}");
    LocalTime now = LocalTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES);
    String quiet =
        "quietHours: {from: '%s', to: '%s'}".formatted(now.minusHours(2), now.plusHours(2));
    node("news", "plan: {fallback: [email, sms]}, topic: news");
    node("offers", "plan: email, topic: offers");
    node("drops", "plan: email, quiet: drop, " + quiet);
    node("waits", "plan: email, quiet: hold, " + quiet);
    node("held", "plan: {every: [email, sms]}");
    node("robot", "plan: feishu");
    node("anyway", "plan: email, lane: critical, reachesSuppressed: true");
    administrator.post("/v1/applications/esop/nodes/held/pause", "{\"reason\": \"wrong text\"}");
    company.put(
        "/v1/sources/mail-2",
        "{connector: smtp, weight: 3, settings: {host: smtp.acme.example, from: b@acme.example}}");
    company.put("/v1/sources/lark", "{connector: feishu-bot, settings: {token: sandbox-x}}");
    administrator.post("/v1/sources/lark/pause", "{\"reason\": \"moving\"}");
    for (int i = 1; i <= 5; i++) {
      company.put(
          RECIPIENTS + "P" + i,
          "{name: P, addresses: {email: p%d@x.example, sms: '1380013800%d'}}".formatted(i, i));
    }
    company.put(
        RECIPIENTS + "P1/preferences",
        "{preferences: [{topic: news, channel: email, wanted: false}]}");
    company.put(RECIPIENTS + "P2/preferences", "{preferences: [{topic: news, wanted: false}]}");
    administrator.post(
        "/v1/suppressions",
        "{\"tenant\": \"acme\", \"channel\": \"email\", \"address\": \"p3@x.example\"}");
  }

  private Api testKey() {
    JsonNode key =
        administrator
            .post("/v1/applications/esop/keys", Company.json("{name: tries, mode: test}"))
            .json();
    return administrator.with(key.path("key").asString());
  }

  private void node(String code, String more) {
    company.put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: N, locale: en, %s,
         schema: {type: object, properties: {name: {type: string}, shares: {type: integer}}},
         templates: [
          {channel: email, content: {subject: 'N {{name}}', text: 'N {{shares}}'}},
          {channel: feishu, content: {text: 'N {{name}}'}},
          {channel: sms, content: {template: '1001', params: ['{{shares}}']}}]}
        """
            .formatted(more));
  }

  @Test
  void says_what_comes_to_pass() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String body = Company.json(submission(random));
      Api caller = callers.get(random.nextInt(callers.size()));
      String key = random.nextInt(3) == 0 ? "key-" + random.nextInt(12) : null;
      String about = "seed %d, case %d: %s".formatted(seed, i, body);
      List<Long> before = rows();
      Api.Answer dry = post(caller, "/v1/messages?dryRun=true", key, body);
      assertThat(rows()).as(about).isEqualTo(before);
      Api.Answer real = post(caller, "/v1/messages", key, body);
      if (real.status() != 202) {
        assertThat(dry.status()).as(about).isEqualTo(real.status());
        assertThat(dry.json().path("errors")).as(about).isEqualTo(real.json().path("errors"));
        assertThat(dry.json().path("code")).as(about).isEqualTo(real.json().path("code"));
        continue;
      }
      assertThat(dry.status()).as(about + dry).isEqualTo(200);
      if (dry.json().has("repeats")) {
        assertThat(dry.json().path("repeats")).as(about).isEqualTo(real.json());
        continue;
      }
      compare(dry.json().path("messages"), real.json().path("messages"), about);
    }
  }

  private List<Long> rows() {
    return Stream.of("message", "idempotency_key", "suppression", "daily_dose", "audit_entry")
        .map(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }

  private static Api.Answer post(Api caller, String path, @Nullable String key, String body) {
    if (key == null) {
      return caller.post(path, body);
    }
    return caller.send(
        HttpRequest.newBuilder(caller.base().resolve(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + caller.key())
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private void compare(JsonNode dry, JsonNode real, String about) {
    assertThat(dry.size()).as(about).isEqualTo(real.size());
    for (int i = 0; i < dry.size(); i++) {
      JsonNode said = dry.get(i);
      JsonNode made = real.get(i);
      String which = "%s%n%s%n%s".formatted(about, said, made);
      assertThat(said.path("channel")).as(which).isEqualTo(made.path("channel"));
      assertThat(said.path("destination")).as(which).isEqualTo(made.path("destination"));
      boolean repeats = said.has("duplicateOf") || said.has("duplicateOfLine");
      assertThat(repeats).as(which).isEqualTo(made.path("duplicate").asBoolean());
      if (said.has("duplicateOf")) {
        assertThat(said.path("duplicateOf")).as(which).isEqualTo(made.path("id"));
      } else if (said.has("duplicateOfLine")) {
        JsonNode other = real.get(said.path("duplicateOfLine").asInt());
        assertThat(other.path("id")).as(which).isEqualTo(made.path("id"));
      } else {
        comesToPass(said, made.path("id").asString(), which);
      }
    }
  }

  /** Awaited at once, so that the next case meets what this one leaves. */
  private void comesToPass(JsonNode said, String id, String about) {
    String state = said.path("state").asString();
    if (about.contains(SCHEDULED)) {
      assertThat(administrator.get("/v1/messages/" + id).json().path("state").asString())
          .as(about)
          .isEqualTo("PENDING");
      return;
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          JsonNode message = administrator.get("/v1/messages/" + id).json();
          String now = message.path("state").asString();
          assertThat(now.equals("DELIVERED") ? "SENT" : now).as(about + message).isEqualTo(state);
          assertThat(decided(message)).as(about + message).isEqualTo(reason(said));
        });
  }

  @Test
  void is_either_true_or_false() {
    Api.Answer odd = company.esop.post("/v1/messages?dryRun=maybe", "{}");
    assertThat(odd.wrongFields()).containsExactly("dryRun");
    String lines =
        Company.json("{node: nothing, tenant: acme, to: [{recipient: P4}]}")
            + "\n"
            + Company.json(
                "{node: login.code, tenant: acme, to: [{recipient: P4}], data: {name: A}}");
    List<Long> before = rows();
    Api.Answer bulk =
        company.esop.send("POST", "/v1/messages/bulk?dryRun=true", lines, "application/x-ndjson");
    assertThat(bulk.text().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"status\":422", "NODE_UNKNOWN"),
            second -> assertThat(second).contains("\"status\":200", "\"state\":\"SENT\""));
    assertThat(rows()).isEqualTo(before);
  }

  private static String reason(JsonNode said) {
    return said.at("/reason/code").asString("");
  }

  private static String decided(JsonNode message) {
    return message
        .path("trace")
        .valueStream()
        .filter(event -> event.path("kind").asString().equals("DECISION"))
        .map(event -> event.path("code").asString(""))
        .reduce((_, last) -> last)
        .orElse("");
  }

  private static String submission(Random random) {
    List<String> to = new ArrayList<>();
    for (int i = random.nextInt(8) == 0 ? 3 : 1; i > 0; i--) {
      to.add(
          switch (random.nextInt(8)) {
            case 0 -> "{email: raw%d@x.example}".formatted(random.nextInt(3));
            case 1 -> "{phone: '1390000000%d'}".formatted(random.nextInt(3));
            case 2 -> random.nextInt(3) == 0 ? "{phone: '12'}" : "{email: p3@x.example}";
            default -> "{recipient: P%d}".formatted(1 + random.nextInt(5 + random.nextInt(8) / 7));
          });
    }
    List<String> nodes =
        List.of(
            "news",
            "offers",
            "drops",
            "waits",
            "held",
            "robot",
            "anyway",
            "once",
            "grant.vested",
            "exercise.reminder",
            "login.code",
            "nothing");
    String data =
        random.nextInt(12) == 0
            ? "{shares: many}"
            : "{name: A, shares: %d}".formatted(random.nextInt(3));
    return "{node: %s, tenant: acme, to: [%s], data: %s%s}"
        .formatted(
            nodes.get(random.nextInt(nodes.size())),
            String.join(", ", to),
            data,
            switch (random.nextInt(12)) {
              case 0 -> ", at: '%s'".formatted(SCHEDULED);
              case 1 -> ", expiresIn: 40d, at: '%s'".formatted(Instant.now().minusSeconds(60));
              case 2 -> ", channels: [email]";
              case 3 -> ", channels: [sms]";
              default -> "";
            });
  }
}
