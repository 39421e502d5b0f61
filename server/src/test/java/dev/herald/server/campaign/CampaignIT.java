package dev.herald.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
  @Autowired CampaignRemains remains;
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
    company.put(
        "/v1/applications/esop/nodes/text",
        """
        {name: Text, plan: sms, lane: bulk, locale: en,
         schema: {type: object, properties: {
           name: {type: string}, code: {type: string, x-secret: true}}},
         templates: [{channel: sms, content: {template: '1001', params: ['{{name}}']}}]}
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
    return order("acme", "news", more);
  }

  private Api.Answer order(String tenant, String node, String more) {
    return api.post(
        "/v1/campaigns",
        "{'name': 'News', 'application': 'esop', 'node': '%s', 'tenant': '%s', %s}"
            .formatted(node, tenant, more)
            .replace('\'', '"'));
  }

  private String made(String more) {
    return made(order(more));
  }

  private static String made(Api.Answer answer) {
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
    assertThat(withContent(id)).as("rows that say whom they reached").isEmpty();

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
    Map<Long, byte[]> rows = withContent(id);
    assertThat(rows).hasSize(count);
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
    rows.forEach((number, content) ->
        database
            .sql(
                """
                update campaign_row set content = ?, messages = null
                where campaign_id = ?::uuid and number = ?
                """)
            .params(content, id, number)
            .update());
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

  /** Of the rows that still say whom they reach. */
  private Map<Long, byte[]> withContent(String id) {
    return database
        .sql("select * from campaign_row where campaign_id = ?::uuid and content <> ''")
        .param(id)
        .query((row, _) -> Map.entry(row.getLong("number"), row.getBytes("content")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void person(String code, String addresses) {
    Api.Answer answer =
        api.put(
            "/v1/tenants/acme/recipients/" + code,
            "{'name': 'N', 'addresses': {%s}}".formatted(addresses).replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }

  private JsonNode erased(String code) {
    Api.Answer answer = api.post("/v1/tenants/acme/recipients/" + code + "/erase", "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private long messagesOf(String id) {
    return database
        .sql("select count(*) from message where requested_by like ?")
        .param("%campaign " + id)
        .query(Long.class)
        .single();
  }

  @Test
  void an_erased_person_gets_nothing_of_campaigns_that_go_on() {
    person("X1", "'sms': '13900007701'");
    int others = 150;
    String file =
        IntStream.range(0, others)
            .mapToObj("1380000%04d,李,1\n"::formatted)
            .collect(Collectors.joining("", "手机号,姓名,码\n", "139 0000 7701,张三,0042\n"));
    String byAddress =
        made(
            order(
                "acme",
                "text",
                "'perSecond': 1, 'upload': '%s', 'mapping': {'手机号': 'phone', '姓名': 'data.name', '码': 'data.code'}"
                    .formatted(upload(file.getBytes(StandardCharsets.UTF_8)))));
    String byCode = made(order("acme", "text", "'query': {'codes': 'X1'}"));
    until(byAddress, "READY");
    until(byCode, "READY");
    act(byAddress, "start");
    await().atMost(SOON).until(() -> get(byAddress).path("sent").asLong() > 0);
    assertThat(act(byAddress, "pause").json().path("state").asString()).isEqualTo("PAUSED");

    JsonNode export = api.get("/v1/tenants/acme/recipients/X1/export").json().path("campaigns");
    assertThat(export).hasSize(2);
    assertThat(export.toString()).contains("139 0000 7701", "张三").doesNotContain("0042", "1380000");

    fault(byCode, 1, "X1");
    fault(byCode, 2, "X10");

    JsonNode report = erased("X1");

    assertThat(report.path("complete").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.at("/others/campaigns").asInt()).isEqualTo(2);
    api.post("/v1/campaigns/" + byAddress + "/pace", "{\"perSecond\": 2000}");
    for (String id : List.of(byAddress, byCode)) {
      act(id, "start");
      JsonNode done = until(id, "DONE");
      assertThat(done.path("refused").asLong()).isEqualTo(1);
      assertThat(done.path("sent").asLong()).isEqualTo(messagesOf(id));
      assertThat(api.get("/v1/campaigns/" + id + "/report").text()).contains("REFUSED", "erased");
    }
    assertThat(messagesOf(byAddress)).isEqualTo(others);
    assertThat(messagesOf(byCode)).isZero();
    assertThat(
            database
                .sql("select line from row_fault where owner = ?::uuid and code = 'TOLD'")
                .param(byCode)
                .query(Long.class)
                .list())
        .containsExactly(2L);
  }

  /** That tells a value of the file. */
  private void fault(String campaign, long line, String value) {
    database
        .sql(
            """
            insert into row_fault (owner, line, field, code, with_)
            values (?::uuid, ?, 'recipient', 'TOLD', jsonb_build_object('value', ?::text))
            """)
        .params(campaign, line, value)
        .update();
  }

  @Test
  void an_erasure_waits_for_the_rows_that_are_being_submitted() {
    person("X2", "'email': 'old@hand.example'");
    String id =
        made(
            "'upload': '%s', 'mapping': {'工号': 'recipient', '邮箱': 'email', '姓名': 'data.name'}"
                .formatted(
                    upload(
                        "工号,邮箱,姓名\nX2,,a\n,new@hand.example,b\n"
                            .getBytes(StandardCharsets.UTF_8))));
    assertThat(until(id, "READY").path("total").asLong()).isEqualTo(2);
    person("X2", "'email': 'NEW@hand.example'");
    List<Long> numbers = withContent(id).keySet().stream().sorted().toList();
    database
        .sql(
            "update campaign set taken_to = ?, leased_until = now() + interval '1 hour' where id = ?::uuid")
        .params(numbers.getFirst(), id)
        .update();

    CompletableFuture<JsonNode> report = CompletableFuture.supplyAsync(() -> erased("X2"));

    await().atMost(SOON).until(() -> withContent(id).size() == 1);
    assertThat(withContent(id)).containsOnlyKeys(numbers.getFirst());
    assertThat(report).isNotDone();
    database
        .sql(
            """
            with sent as (
              update campaign_row set messages = '{}', content = ''
              where campaign_id = :id::uuid and number = :number)
            update campaign set position = :number where id = :id::uuid
            """)
        .param("id", id)
        .param("number", numbers.getFirst())
        .update();
    assertThat(report.join().path("complete").asBoolean()).isTrue();
    assertThat(get(id).path("refused").asLong()).isEqualTo(1);
  }

  private long count(String table, String owner, String id) {
    return database
        .sql("select count(*) from %s where %s = ?::uuid".formatted(table, owner))
        .param(id)
        .query(Long.class)
        .single();
  }

  @Test
  void what_is_over_says_nothing_of_people_and_goes_in_time() {
    String file = people("forgotten", 2) + "nobody,x,1\n";
    String order =
        "'upload': '%s', %s".formatted(upload(file.getBytes(StandardCharsets.UTF_8)), MAPPED);
    String stopped = made(order);
    String old = made(order);
    String named = made(order);
    String waiting = made(order);
    for (String id : List.of(stopped, old, named, waiting)) {
      until(id, "READY");
    }
    for (String id : List.of(stopped, old, named)) {
      act(id, "stop");
    }
    database
        .sql(
            "update campaign set finished_at = now() - interval '91 days' where id = any (?::uuid[])")
        .param(new String[] {old, named})
        .update();
    database.sql("update campaign set code = 'of-a-file' where id = ?::uuid").param(named).update();

    remains.forget();

    assertThat(withContent(stopped)).isEmpty();
    assertThat(count("campaign_row", "campaign_id", stopped)).isEqualTo(2);
    assertThat(count("row_fault", "owner", stopped)).isEqualTo(1);
    assertThat(withContent(waiting)).hasSize(2);
    for (String id : List.of(old, named)) {
      assertThat(count("campaign_row", "campaign_id", id)).isZero();
      assertThat(count("row_fault", "owner", id)).isZero();
    }
    assertThat(api.get("/v1/campaigns/" + old).status()).isEqualTo(404);
    assertThat(get(named).path("total").asLong()).isEqualTo(2);
  }

  @Test
  void a_limited_user_sees_its_own_however_many_others_have_made_since() {
    api.put("/v1/tenants/own", "{\"name\": \"O\", \"locale\": \"en\", \"zone\": \"UTC\"}");
    String own = made(order("own", "text", "'query': {}"));
    made("'query': {}, 'data': {'name': 'all'}");
    made("'query': {}, 'data': {'name': 'all'}");

    for (String limit :
        List.of("'tenants': ['own']", "'tenants': ['own'], 'applications': ['esop']")) {
      Browser limited =
          Browser.ofUser(
              api,
              "of.own." + limit.length(),
              "'role': 'operator', %s".formatted(limit).replace('\'', '"'));
      assertThat(limited.get("/v1/campaigns?limit=1").json().path("items").findValuesAsString("id"))
          .containsExactly(own);
    }
    api.asApplication("hr");
    Browser elsewhere =
        Browser.ofUser(api, "elsewhere", "\"role\": \"operator\", \"applications\": [\"hr\"]");
    assertThat(elsewhere.get("/v1/campaigns").json().path("items")).isEmpty();
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
    assertThat(order("'query': {}, 'zone': '+08:00'").wrongFields()).containsExactly("zone");
    String url = "https://people.example/" + "a".repeat(2_048 - "https://people.example/".length());
    assertThat(order("'url': '%s'".formatted(url)).status()).isEqualTo(201);
    assertThat(order("'url': '%sa'".formatted(url)).wrongFields()).containsExactly("url");
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
