package dev.herald.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.Ids;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What goes by age, what a hold keeps, and what a person may ask for. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.sandbox-receipts=true",
      "herald.retention.partitions=day",
      "herald.jobs.poll=500ms"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String STOPS = "+8619900000008";
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired Partitions partitions;
  @Autowired OldMessages old;
  @Autowired DataSource source;
  private Api administrator;
  private Api esop;
  private String code;
  private String letter;

  @BeforeAll
  void thereAreMessages() {
    administrator = Api.administrator(environment);
    esop = administrator.asApplication("esop");
    made("/v1/tenants/acme", "{'name': 'Acme', 'locale': 'zh-CN', 'zone': 'Asia/Shanghai'}");
    made(
        "/v1/sources/sms",
        """
        {'connector': 'tencent-sms', 'tenant': 'acme', 'settings': {'secretId': 'AKIDsandbox', 'secretKey': 'key',
          'appId': '1400000001', 'signName': 'Acme'}}
        """);
    for (String node : List.of("code", "letter")) {
      made(
          "/v1/applications/esop/nodes/" + node,
          """
          {'name': 'N', 'plan': 'sms', 'locale': 'en', %s 'templates': [
            {'channel': 'sms', 'content': {'template': '1001', 'params': ['{{n}}']}}],
           'schema': {'type': 'object', 'properties': {'n': {'type': 'string'}}}}
          """
              .formatted(node.equals("code") ? "'retention': '30d'," : ""));
    }
    made(
        "/v1/tenants/acme/recipients/E1",
        "{'name': 'Zhang', 'zone': 'Asia/Tokyo', 'channels': ['sms'], 'addresses': {'sms': '%s'}}"
            .formatted(STOPS));
    made(
        "/v1/tenants/acme/recipients/E2", "{'name': 'Li', 'addresses': {'sms': '+8613800000002'}}");
    code = sent("code", "{'recipient': 'E2'}");
    letter = sent("letter", "{'recipient': 'E2'}");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void made(String path, String body) {
    Api.Answer answer = administrator.put(path, json(body));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private String sent(String node, String to) {
    String body = "{'node': '%s', 'tenant': 'acme', 'to': [%s], 'data': {'n': 'seventeen'}}";
    Api.Answer answer = esop.post("/v1/messages", json(body.formatted(node, to)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    String id = answer.json().at("/messages/0/id").asString();
    await()
        .atMost(SOON)
        .until(() -> !message(id).path("state").asString().matches("PENDING|SENDING"));
    return id;
  }

  private JsonNode message(String id) {
    Api.Answer answer = administrator.get("/v1/messages/" + id);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  /** The same message as if it had been accepted then. */
  private UUID copied(String id, int daysAgo) {
    LocalDate day = TODAY.minusDays(daysAgo);
    partitions.make(PartitionSpan.DAY, day);
    UUID copy =
        new UUID(
            Ids.first(day.atTime(12, 0).toInstant(ZoneOffset.UTC)).getMostSignificantBits(),
            Ids.next().getLeastSignificantBits());
    for (String table : List.of("message", "event")) {
      String key = table.equals("message") ? "id" : "message_id";
      database
          .sql(
              """
              insert into %1$s select copy.* from %1$s t, lateral
                jsonb_populate_record(t, jsonb_build_object('%2$s', ?::text)) copy
              where t.%2$s = ?::uuid
              """
                  .formatted(table, key))
          .params(copy.toString(), id)
          .update();
    }
    return copy;
  }

  private boolean isThere(UUID id) {
    return administrator.get("/v1/messages/" + id).status() == 200;
  }

  private String held(String body) {
    Api.Answer answer = administrator.post("/v1/legal-holds", json(body));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  @Test
  @Order(1)
  void a_node_keeps_its_messages_as_long_as_it_says_and_a_partition_goes_whole() {
    UUID oldCode = copied(code, 60);
    UUID oldLetter = copied(letter, 60);
    UUID veryOld = copied(letter, 500);
    UUID alone = copied(code, 50);

    await()
        .atMost(SOON)
        .until(() -> {
          old.letGo(); // What is in use, the next run drops.
          return !isThere(veryOld) && !isThere(alone);
        });

    assertThat(List.of(isThere(oldCode), isThere(oldLetter), isThere(veryOld), isThere(alone)))
        .containsExactly(false, true, false, false);
    JsonNode retention = administrator.get("/v1/retention").json();
    assertThat(retention.at("/nodes/0").toString())
        .isEqualTo("{\"node\":\"esop/code\",\"retention\":\"30d\"}");
    assertThat(retention.path("runs").findValuesAsString("subject"))
        .contains("esop/code", TODAY.minusDays(500).toString(), TODAY.minusDays(50).toString())
        .doesNotContain(TODAY.minusDays(60).toString());
    assertThat(administrator.get("/v1/audit?action=messages.expired").json().toString())
        .contains("partition:" + TODAY.minusDays(500), "node:esop/code");
  }

  @Test
  @Order(2)
  void a_hold_keeps_its_messages_from_retention_and_from_an_erasure_until_it_ends() {
    String hold = held("{'tenant': 'acme', 'recipient': 'E2', 'reason': 'case 2026-118'}");
    UUID kept = copied(letter, 500);

    old.letGo();

    assertThat(isThere(kept)).isTrue();
    Api.Answer refused = administrator.post("/v1/tenants/acme/recipients/E2/erase", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().toString()).contains("case 2026-118", "acme/E2");
    assertThat(
            administrator.delete("/v1/tenants/acme/recipients/E2").json().path("code").asString())
        .isEqualTo("HELD_BY_LAW");
    made(
        "/v1/tenants/acme/recipients/E3",
        "{'name': 'Han', 'addresses': {'sms': '+8613800000002'}}");
    Api.Answer ofAnother = administrator.post("/v1/tenants/acme/recipients/E3/erase", "");
    assertThat(ofAnother.json().path("code").asString())
        .as("by way of somebody at the same address: %s", ofAnother)
        .isEqualTo("HELD_BY_LAW");
    assertThat(administrator.delete("/v1/tenants/acme/recipients/E3").status()).isEqualTo(204);
    assertThat(administrator.delete("/v1/legal-holds/" + hold).status()).isEqualTo(204);
    assertThat(administrator.delete("/v1/legal-holds/" + hold).status()).isEqualTo(404);

    await()
        .atMost(SOON)
        .until(() -> {
          old.letGo();
          return !isThere(kept);
        });
  }

  @Test
  @Order(2)
  void a_hold_that_is_made_while_a_partition_is_about_to_go_keeps_it() throws Exception {
    UUID kept = copied(letter, 520);
    String partition =
        "message_" + TODAY.minusDays(520).format(DateTimeFormatter.ofPattern("uuuu_MM_dd"));
    Thread dropping = new Thread(old::letGo);
    String hold;
    try (Connection reader = source.getConnection()) {
      reader.setAutoCommit(false);
      try (Statement reads = reader.createStatement()) {
        reads.execute("select count(*) from " + partition);
      }
      dropping.start();
      await()
          .atMost(SOON)
          .until(() ->
              database
                  .sql(
                      "select exists (select from pg_locks where not granted and relation = ?::regclass)")
                  .param(partition)
                  .query(Boolean.class)
                  .single());
      hold = held("{'tenant': 'acme', 'recipient': 'E2', 'reason': 'case 2026-119'}");
      reader.rollback();
    }
    dropping.join();

    assertThat(isThere(kept)).isTrue();
    assertThat(administrator.delete("/v1/legal-holds/" + hold).status()).isEqualTo(204);
  }

  @Test
  @Order(3)
  void a_person_sees_everything_and_has_it_erased() {
    String id = sent("letter", "{'recipient': 'E1'}");
    String raw = sent("letter", "{'sms': '%s'}".formatted(STOPS));
    await()
        .atMost(SOON)
        .until(() -> administrator.get("/v1/suppressions").json().toString().contains("STOPPED"));

    administrator.post(
        "/v1/tenants/acme/recipients/E1/devices",
        json("{'channel': 'app-push', 'token': 'token-of-e1'}"));

    JsonNode export = administrator.get("/v1/tenants/acme/recipients/E1/export").json();

    assertThat(export.at("/recipient/addresses/sms").asString()).isEqualTo(STOPS);
    assertThat(export.at("/recipient/zone").asString()).isEqualTo("Asia/Tokyo");
    assertThat(export.at("/recipient/channels/0").asString()).isEqualTo("sms");
    assertThat(export.at("/recipient/devices/app-push/0").asString()).isEqualTo("token-of-e1");
    assertThat(export.at("/suppressions/0/cause").asString()).isEqualTo("STOPPED");
    assertThat(export.path("messages").findValuesAsString("id")).contains(id, raw);
    assertThat(export.path("messages").toString()).contains("seventeen", "replies");

    JsonNode report = administrator.post("/v1/tenants/acme/recipients/E1/erase", "").json();

    assertThat(report.path("complete").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.path("messages").asInt()).isEqualTo(2);
    assertThat(report.at("/others/replies").asInt()).isPositive();
    assertThat(report.path("suppressions").asInt()).isEqualTo(1);
    assertThat(administrator.get("/v1/tenants/acme/recipients/E1").status()).isEqualTo(404);
    assertThat(message(id).path("erased").asBoolean()).isTrue();
    assertThat(message(id).path("destination").asString()).isEmpty();
    assertThat(administrator.post("/v1/messages/" + id + "/resend", "{}").status()).isEqualTo(409);
    String entry = administrator.get("/v1/audit?action=recipient.erased").json().toString();
    assertThat(entry)
        .contains(report.path("recipient").asString())
        .doesNotContain("acme/E1", "1990000");
    assertThat(leftOvers(STOPS)).isEmpty();
  }

  @Test
  @Order(4)
  void an_address_that_was_erased_is_still_not_sent_to() {
    String id = sent("letter", "{'sms': '%s'}".formatted(STOPS));

    assertThat(message(id).path("state").asString()).isEqualTo("SUPPRESSED");
    assertThat(administrator.get("/v1/suppressions").json().at("/items/0/address").asString())
        .isEmpty();
  }

  @Test
  @Order(5)
  void a_retention_that_is_no_number_of_days_is_refused() {
    for (String wrong : List.of("90m", "0s", "4000d", "soon")) {
      Api.Answer answer =
          administrator.put(
              "/v1/applications/esop/nodes/code",
              json(
                  "{'name': 'N', 'plan': 'sms', 'locale': 'en', 'retention': '%s'}"
                      .formatted(wrong)));
      assertThat(answer.wrongFields()).as(wrong).contains("retention");
    }
    assertThat(administrator.post("/v1/legal-holds", "{\"tenant\": \"acme\"}").wrongFields())
        .contains("reason");
  }

  /** Texts of the database that have the address in the clear. */
  private List<String> leftOvers(String address) {
    String digits = address.substring(1);
    return database
        .sql("select table_name from information_schema.tables where table_schema = 'public'")
        .query(String.class)
        .list()
        .stream()
        .filter(table ->
            database
                .sql("select exists (select from %s t where t::text like ?)".formatted(table))
                .param("%" + digits + "%")
                .query(Boolean.class)
                .single())
        .toList();
  }
}
