package dev.herald.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CampaignIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String MAPPED =
      "'mapping': {'邮箱': 'email', '姓名': 'data.name', '股数': 'data.shares'}";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  private Api api;

  @BeforeAll
  void thereIsACompany() {
    Company company = new Company(environment);
    api = company.administrator;
    company.put(
        "/v1/applications/esop/nodes/news",
        """
        {name: News, plan: email, lane: bulk, locale: en,
         schema: {type: object, required: [name], properties: {
           name: {type: string}, shares: {type: integer}}},
         templates: [{channel: email, content: {subject: 'For {{name}}', text: '{{shares}}'}}]}
        """);
  }

  private String upload(byte[] file) {
    Api.Answer answer =
        api.send(
            HttpRequest.newBuilder(api.base().resolve("/v1/uploads?name=people.csv"))
                .header("Authorization", "Bearer " + api.key())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static String people(String domain, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "p%d@%s.example,人%d,%d\n".formatted(i, domain, i, i))
        .collect(Collectors.joining("", "邮箱,姓名,股数\n", ""));
  }

  private Api.Answer order(String more) {
    return api.post(
        "/v1/campaigns",
        "{'name': 'News', 'application': 'esop', 'node': 'news', 'tenant': 'acme', %s}"
            .formatted(more)
            .replace('\'', '"'));
  }

  private String made(String more) {
    Api.Answer answer = order(more);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private JsonNode get(String id) {
    return api.get("/v1/campaigns/" + id).json();
  }

  private JsonNode until(String id, String state) {
    await().atMost(SOON).until(() -> get(id).path("state").asString().equals(state));
    return get(id);
  }

  private Api.Answer apply(boolean dryRun, String subject) {
    return api.send(
        "POST",
        "/v1/configuration?dryRun=" + dryRun,
        """
        tenants: {filed: {name: Filed, locale: en, zone: UTC}}
        recipients: {filed/E1: {name: Han, addresses: {email: e1@filed.example}}}
        nodes:
          esop/filed: {name: Filed, plan: email, lane: bulk, locale: en,
            templates: [{channel: email, content: {subject: Filed, text: Hello}}]}
        campaigns:
          filed-2026: {name: %s, application: esop, node: filed, tenant: filed,
            query: {channel: email}, token: secret-of-the-file}
        """
            .formatted(subject),
        "application/yaml");
  }

  private List<JsonNode> named(String name) {
    return api.get("/v1/campaigns")
        .json()
        .path("items")
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .toList();
  }

  @Test
  void oneOfAFileIsMadeOnce() {
    Api.Answer dry = apply(true, "Filed");
    assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
    assertThat(named("Filed")).isEmpty();

    Api.Answer first = apply(false, "Filed");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.toString())
        .contains("filed-2026", "CREATED")
        .doesNotContain("secret-of-the-file");
    String id = named("Filed").getFirst().path("id").asString();
    assertThat(until(id, "READY").path("total").asInt()).isEqualTo(1);

    assertThat(apply(false, "Filed").status()).isEqualTo(200);
    assertThat(named("Filed")).hasSize(1);

    Api.Answer other = apply(false, "Otherwise");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().at("/errors/0/field").asString()).isEqualTo("campaigns.filed-2026");
    assertThat(other.json().at("/errors/0/reason").asString())
        .contains("filed-2026 was made already and differs in name");
    assertThat(named("Otherwise")).isEmpty();
  }

  private Api.Answer act(String id, String act) {
    return api.post("/v1/campaigns/" + id + "/" + act, "");
  }

  @Test
  void a_file_is_looked_at_sent_and_reported_row_by_row() {
    String text =
        people("report", 3) + "P1@report.example,again,1\nnobody,x,1\ngone@report.example,y,z\n";
    api.post(
        "/v1/suppressions",
        "{\"tenant\": \"acme\", \"channel\": \"email\", \"address\": \"p2@report.example\"}");
    String upload = upload(text.getBytes(Charset.forName("GB18030")));

    String id = made("'upload': '%s', %s".formatted(upload, MAPPED));
    JsonNode dry = until(id, "READY");
    assertThat(dry.path("lookedAt").asLong()).isEqualTo(6);
    assertThat(dry.path("total").asLong()).isEqualTo(3);
    assertThat(dry.path("duplicates").asLong()).isEqualTo(1);
    assertThat(dry.path("wrong").asLong()).isEqualTo(2);
    assertThat(dry.path("suppressed").asLong()).isEqualTo(1);
    assertThat(dry.at("/byChannel/email").asLong()).isEqualTo(3);
    assertThat(api.get("/v1/campaigns/" + id + "/faults").json().path("items").toString())
        .contains("\"邮箱\"", "\"股数\"");
    assertThat(api.get("/v1/campaigns/" + id + "/states").json()).isEmpty();

    assertThat(act(id, "start").status()).isEqualTo(200);
    assertThat(until(id, "DONE").path("sent").asLong()).isEqualTo(3);
    await()
        .atMost(SOON)
        .until(() -> api.get("/v1/campaigns/" + id + "/states").json().path("SENT").asLong() == 2);
    String report = api.get("/v1/campaigns/" + id + "/report").text();
    assertThat(report.lines().filter(line -> line.contains(",SENT,"))).hasSize(2);
    assertThat(report.lines().filter(line -> line.contains(",SUPPRESSED,"))).hasSize(1);
    assertThat(report).doesNotContain("p0@report.example");

    String again = upload(text.getBytes(Charset.forName("GB18030")));
    JsonNode second = get(made("'upload': '%s', %s".formatted(again, MAPPED)));
    assertThat(second.path("sameFileAt").isMissingNode()).isFalse();
  }

  @Test
  void each_row_is_sent_once_though_it_is_paused_and_its_process_is_lost() {
    int count = 700;
    String id =
        made(
            "'upload': '%s', 'perSecond': 20, %s"
                .formatted(upload(people("once", count).getBytes(StandardCharsets.UTF_8)), MAPPED));
    until(id, "READY");
    act(id, "start");
    await().atMost(SOON).until(() -> get(id).path("sent").asLong() > 0);
    assertThat(act(id, "pause").json().path("state").asString()).isEqualTo("PAUSED");
    // Another process had sent a chunk of it, and died before it wrote so.
    await()
        .atMost(SOON)
        .until(() -> {
          long before = get(id).path("sent").asLong();
          int undone =
              database
                  .sql(
                      """
                      update campaign set position = 0, sent = 0, worker = gen_random_uuid(),
                        leased_until = now() - interval '1 second'
                      where id = ?::uuid and state = 'PAUSED' and sent = ?
                      """)
                  .params(id, before)
                  .update();
          return undone == 1;
        });
    assertThat(api.post("/v1/campaigns/" + id + "/pace", "{}").wrongFields())
        .containsExactly("perSecond");
    api.post("/v1/campaigns/" + id + "/pace", "{\"perSecond\": 2000}");
    assertThat(act(id, "start").status()).isEqualTo(200);

    assertThat(until(id, "DONE").path("sent").asLong()).isEqualTo(count);
    String sent =
        """
        select count(*) as messages, count(distinct m.destination_key) as people from message m
        where m.requested_by like ?
        """;
    assertThat(database.sql(sent).param("%campaign " + id).query().singleRow().values())
        .containsExactly((long) count, (long) count);
    assertThat(act(id, "pause").status()).isEqualTo(409);
  }

  @Test
  void a_second_person_has_to_approve_where_the_campaign_says_so() {
    String id = made("'query': {'codes': 'E1'}, 'data': {'name': 'all'}, 'secondPerson': true");
    assertThat(until(id, "READY").path("total").asLong()).isEqualTo(1);
    String nobody =
        "'query': {'codes': 'E1', 'attributes': {'department': 'Finance'}}, 'data': {'name':"
            + " 'all'}";
    assertThat(until(made(nobody), "READY").path("total").asLong()).isZero();

    assertThat(act(id, "start").json().path("code").asString()).isEqualTo("CAMPAIGN_UNAPPROVED");
    assertThat(act(id, "approve").json().path("code").asString()).isEqualTo("CAMPAIGN_OF_OWN");
    database
        .sql("update campaign set requested_by = 'han.mei' where id = ?::uuid")
        .param(id)
        .update();
    assertThat(act(id, "approve").json().path("approvedBy").asString()).isEqualTo("administrator");
    act(id, "start");
    until(id, "DONE");
  }

  @Test
  void one_outside_its_hours_waits_and_can_be_stopped() {
    String hours =
        java.time.LocalTime.now(java.time.ZoneOffset.UTC).getHour() < 12
            ? "'from': '20:00', 'until': '20:01'"
            : "'from': '04:00', 'until': '04:01'";
    String id = made("'query': {}, 'data': {'name': 'all'}, 'zone': 'UTC', " + hours);
    until(id, "READY");
    act(id, "start");

    await()
        .atMost(SOON)
        .until(() -> get(id).at("/waitsFor/code").asString().equals("OUTSIDE_HOURS"));
    assertThat(act(id, "stop").json().path("state").asString()).isEqualTo("STOPPED");
    assertThat(act(id, "start").status()).isEqualTo(409);
    assertThat(get(id).path("sent").asLong()).isZero();
  }

  @Test
  void what_is_wrong_with_an_order_is_named() {
    String upload = upload("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(order("'from': '9', 'perSecond': 0, 'zone': 'Mars'").wrongFields())
        .containsExactlyInAnyOrder("from", "until", "perSecond", "zone", "upload");
    assertThat(order("'upload': '%s', 'mapping': {'a': 'data.nam'}".formatted(upload)).text())
        .contains("did you mean data.name?");
    assertThat(order("'upload': '%s', 'mapping': {'a': 'data.name'}".formatted(upload)).text())
        .contains("MAPPING_MISSING", "[\"recipient\",");
    assertThat(api.get("/v1/campaigns?limit=99999").wrongFields()).containsExactly("limit");
    String faults =
        "/v1/campaigns/%s/faults?limit=-1"
            .formatted(order("'query': {}").json().path("id").asString());
    assertThat(api.get(faults).wrongFields()).containsExactly("limit");
    assertThat(order("'query': {}, 'from': '09:00', 'until': '09:00'").wrongFields())
        .containsExactly("until");
    assertThat(order("'query': {}").status()).isEqualTo(201);
    assertThat(order("'query': {'channel': 'fax', 'locale': 'zz!'}").wrongFields())
        .containsExactlyInAnyOrder("query.channel", "query.locale");
    assertThat(
            api.post(
                    "/v1/campaigns",
                    """
                    {"name": "N", "application": "esop", "node": "once", "tenant": "acme",
                     "query": {}}
                    """)
                .text())
        .contains("LANE_NOT_BULK");
  }
}
