package dev.herald.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.platform.problem.RequestProblem;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/send-a-message.md promises to those who send. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.dispatch.retry.base=20ms"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionRulesIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  @Autowired Intake intake;
  @Autowired Applications applications;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
    node("esop", "plain", "email");
    node("esop", "all", "{every: [email, sms, dingtalk]}");
  }

  @BeforeEach
  void theProvidersBehave() {
    sandbox.rules().clear();
  }

  private void node(String application, String code, String plan) {
    company.put(
        "/v1/applications/%s/nodes/%s".formatted(application, code),
        """
        {name: N, plan: %s, locale: en,
         schema: {type: object, properties: {a: {type: [string, 'null']}, n: {type: number}}},
         templates: [
          {channel: email, content: {subject: 'S {{a}}', text: '{{a}} {{n}}'}},
          {channel: sms, content: {template: '1001', params: ['{{a}}']}},
          {channel: dingtalk, content: {title: T, markdown: 'D {{a}}'}}]}
        """
            .formatted(plan));
  }

  private Api.Answer keyed(Api api, String path, String key, String body, String type) {
    return api.send(
        HttpRequest.newBuilder(api.base().resolve(path))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", type)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private Api.Answer keyed(String key, String yaml) {
    return keyed(company.esop, "/v1/messages", key, Company.json(yaml), "application/json");
  }

  private List<JsonNode> bulk(Api.Answer answer) {
    return answer.text().lines().map(line -> new JsonMapper().readTree(line)).toList();
  }

  private Api.Answer bulk(String... lines) {
    return company.esop.send(
        "POST", "/v1/messages/bulk", String.join("\n", lines), "application/x-ndjson");
  }

  // --- names ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{node: plain, tenant: acme, to: [{email: a@acme.example, mobile: '13800138000'}]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example, wecomm: u1}]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example}], channels: [emial]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example}], channels: [email, email]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example}], chanels: [email]}",
        "{node: plain, tenant: acme, to: [{email: 'a@acme.example;b@acme.example'}]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example, phone: '13800138000 ext 5'}]}",
        "{node: plain, tenant: acme, to: [{email: a@acme.example, url:"
            + " 'https://x.example:99999/'}]}",
        "{node: plain, tenant: acme, to: [{email: 5}]}"
      })
  void what_would_be_lost_is_refused_alike_alone_and_in_bulk(String yaml) {
    Api.Answer alone = company.submit(yaml);
    JsonNode line = bulk(bulk(Company.json(yaml))).getFirst();

    assertThat(alone.status()).as(alone.toString()).isEqualTo(422);
    assertThat(line.path("status").asInt()).isEqualTo(422);
    assertThat(line.path("errors")).isEqualTo(alone.json().path("errors"));
  }

  @Test
  void a_member_that_stands_twice_is_refused_alike_alone_and_in_bulk() {
    String body =
        Company.json("{node: plain, tenant: acme, to: [{email: a@acme.example}]}")
            .replace("\"email\":", "\"email\":\"b@acme.example\",\"email\":");

    assertThat(company.esop.post("/v1/messages", body).wrongFields())
        .containsExactly("to[0].email");
    assertThat(bulk(bulk(body)).getFirst().at("/errors/0/field").asString())
        .isEqualTo("to[0].email");
  }

  @Test
  void null_is_absent_alone_and_in_bulk() {
    String yaml =
        """
        {node: plain, tenant: acme, at: null, channels: null, data: {a: x},
         to: [{email: null@acme.example, phone: null, recipient: null, locale: null}]}
        """;

    assertThat(company.submit(yaml).status()).isEqualTo(202);
    assertThat(
            bulk(bulk(Company.json(yaml).replaceFirst("\\{", "{\"idempotencyKey\":null,")))
                .getFirst()
                .path("status")
                .asInt())
        .isEqualTo(202);
  }

  // --- the same person twice ---

  private List<String> ids(Api.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer
        .json()
        .path("messages")
        .valueStream()
        .map(line -> line.path("id").asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{recipient: E1001}, {email: zhang.san@acme.example}",
        "{email: zhang.san@ACME.example}, {recipient: E1001}",
        "{recipient: E1001}, {recipient: E1001}",
        "{email: twice@acme.example}, {email: ' twice@ACME.example '}",
        "{email: Twice@acme.example}, {email: twice@acme.example}",
        "{email: twice@acme.example, data: {n: 1}}, {email: twice@acme.example, data: {n: 1.0}}",
        "{email: twice@acme.example}, {email: twice@acme.example, data: {a: x}}",
        "{email: twice@acme.example, locale: zh-CN}, {email: twice@acme.example}"
      })
  void the_same_person_with_the_same_data_gets_one_message(String to) {
    Api.Answer answer =
        company.submit("{node: plain, tenant: acme, data: {a: x}, to: [%s]}".formatted(to));

    List<String> ids = ids(answer);
    assertThat(ids).hasSize(2);
    assertThat(ids.getLast()).isEqualTo(ids.getFirst());
    assertThat(answer.json().at("/messages/0/duplicate").asBoolean()).isFalse();
    assertThat(answer.json().at("/messages/1/duplicate").asBoolean()).isTrue();
    await().atMost(SOON).until(() -> company.state(ids.getFirst()).equals("SENT"));
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId(ids.getFirst()))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{email: twice@acme.example, data: {a: one}}, {email: twice@acme.example, data: {a: two}}",
        "{email: twice@acme.example, locale: zh-CN}, {email: twice@acme.example, locale: en}",
        "{email: one@acme.example}, {email: two@acme.example}"
      })
  void another_person_or_other_data_is_another_message(String to) {
    List<String> ids =
        ids(company.submit("{node: plain, tenant: acme, data: {a: x}, to: [%s]}".formatted(to)));

    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void on_several_channels_each_line_says_what_it_repeats() {
    Api.Answer answer =
        company.submit(
            """
            {node: all, tenant: acme, data: {a: x},
             to: [{recipient: E1001}, {phone: '138 0013 8000'}, {email: other@acme.example}]}
            """);

    List<String> ids = ids(answer);
    assertThat(
            answer
                .json()
                .path("messages")
                .valueStream()
                .map(line ->
                    line.path("channel").asString() + " " + line.path("duplicate").asBoolean()))
        .containsExactly(
            "email false",
            "sms false",
            "dingtalk false",
            "sms true",
            "dingtalk true",
            "email false",
            "dingtalk false");
    assertThat(ids.get(3)).isEqualTo(ids.get(1));
    assertThat(ids.get(4)).isEqualTo(ids.get(2));
  }

  @Test
  void a_repeat_of_what_was_sent_within_the_window_names_the_message_that_was() {
    String yaml = "{node: once, tenant: acme, data: {name: W}, to: [{email: w@acme.example}%s]}";
    String first = ids(company.submit(yaml.formatted(""))).getFirst();

    assertThat(ids(company.submit(yaml.formatted(", {email: W@ACME.example}"))))
        .containsExactly(first, first);
  }

  // --- idempotency ---

  @Test
  void the_first_answer_comes_again_whatever_has_changed_since() {
    company.put("/v1/tenants/acme/recipients/E7", "{name: A, addresses: {email: e7@acme.example}}");
    node("esop", "changing", "email");
    String body =
        "{node: changing, tenant: acme, to: [{recipient: E7}], data: {a: x}, at: '%s', expiresIn: 2s}"
            .formatted(Instant.now().plusSeconds(1));
    Api.Answer first = keyed("first-answer", body);
    assertThat(first.status()).as(first.toString()).isEqualTo(202);

    administrator.delete("/v1/tenants/acme/recipients/E7");
    assertThat(keyed("first-answer", body).json()).as("no recipient").isEqualTo(first.json());
    company.put(
        "/v1/applications/esop/nodes/changing",
        """
        {name: N, plan: email, locale: en, schema: {type: object, required: [b],
         properties: {a: {type: string}, n: {type: number}, b: {type: string}}}}
        """);
    assertThat(keyed("first-answer", body).json()).as("other schema").isEqualTo(first.json());
    await().atMost(SOON).until(() -> keyed("late", body).wrongFields().contains("expiresIn"));
    assertThat(keyed("first-answer", body).json()).as("too late").isEqualTo(first.json());
    assertThat(administrator.delete("/v1/applications/esop/nodes/changing").status())
        .isIn(204, 409);
    assertThat(keyed("first-answer", body).json()).as("no node").isEqualTo(first.json());
    assertThat(keyed("first-answer", body.replace("a: x", "a: y")).status()).isEqualTo(409);
    assertThat(keyed("first-answer", "{node: none, tenant: none, to: []}").status()).isEqualTo(409);
  }

  @Test
  void a_template_that_was_withdrawn_does_not_change_the_first_answer() {
    node("esop", "withdrawn", "email");
    String body = "{node: withdrawn, tenant: acme, to: [{email: t@acme.example}], data: {a: x}}";
    Api.Answer first = keyed("withdrawn", body);
    String template =
        jdbc.sql(
                """
                select t.id::text from template t join node n on n.id = t.node_id
                where n.code = 'withdrawn' and t.channel = 'email'
                """)
            .query(String.class)
            .single();
    assertThat(administrator.delete("/v1/templates/" + template + "/published").status())
        .isLessThan(300);
    await().atMost(SOON).until(() -> keyed("another", body).status() == 422);

    assertThat(keyed("withdrawn", body).json()).isEqualTo(first.json());
  }

  @Test
  void the_same_body_in_another_writing_is_the_same() {
    String body =
        "{\"node\":\"plain\",\"tenant\":\"acme\",\"to\":[{\"email\":\"k@acme.example\"}],\"data\":{\"n\":5,\"a\":\"x\"}}";
    String other =
        "{\"data\":{\"a\":\"x\",\"n\":5.0},\"tenant\":\"acme\",\"at\":null,\"to\":[{\"phone\":null,\"email\":\"k@acme.example\"}],\"node\":\"plain\"}";
    Api.Answer first = keyed(company.esop, "/v1/messages", "same", body, "application/json");

    assertThat(keyed(company.esop, "/v1/messages", "same", other, "application/json").json())
        .isEqualTo(first.json());
    assertThat(
            keyed(company.esop, "/v1/messages", "same", body.replace("5", "6"), "application/json")
                .status())
        .isEqualTo(409);
    String line = body.replaceFirst("\\{", "{\"idempotencyKey\":\"same\",");
    assertThat(bulk(bulk(line)).getFirst().path("request")).isEqualTo(first.json().path("request"));
  }

  @Test
  void the_key_of_a_bulk_call_counts_for_each_line_of_its_own() {
    String one =
        Company.json("{node: plain, tenant: acme, to: [{email: b1@acme.example}], data: {a: x}}");
    String own =
        Company.json(
            "{node: plain, tenant: acme, to: [{email: b2@acme.example}], data: {a: x},"
                + " idempotencyKey: own-key}");
    String path = "/v1/messages/bulk";
    String type = "application/x-ndjson";
    String lines = one + "\n" + own + "\n\n" + one;

    Api.Answer first = keyed(company.esop, path, "batch-1", lines, type);
    Api.Answer again = keyed(company.esop, path, "batch-1", lines, type);
    Api.Answer other = keyed(company.esop, path, "batch-2", lines, type);

    assertThat(bulk(first))
        .extracting(line -> line.path("status").asInt())
        .containsExactly(202, 202, 202);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(bulk(first).getFirst().path("request"))
        .isNotEqualTo(bulk(first).getLast().path("request"));
    assertThat(bulk(other).get(1)).isEqualTo(bulk(first).get(1));
    assertThat(bulk(other).getFirst().path("request"))
        .isNotEqualTo(bulk(first).getFirst().path("request"));
    assertThat(keyed(company.esop, path, "x".repeat(256), lines, type).wrongFields())
        .containsExactly("Idempotency-Key");
    assertThat(
            bulk(bulk(own.replace("\"own-key\"", "5"))).getFirst().at("/errors/0/field").asString())
        .isEqualTo("idempotencyKey");
  }

  // --- the one way in ---

  private Incoming line(Caller caller, String address, String key) {
    String yaml =
        "{node: plain, tenant: acme, to: [{email: %s}], data: {a: x}, idempotencyKey: %s}"
            .formatted(address, key);
    return new Incoming.Line(caller, null, null, null, Company.json(yaml).getBytes(UTF_8));
  }

  private Caller caller(String application) {
    return new Caller.OfApplication(applications.get(application), KeyGrant.FULL);
  }

  @Test
  void a_list_is_saved_in_one_transaction_and_each_of_it_has_its_own_result() {
    Caller esop = caller("esop");
    List<Incoming> list =
        List.of(
            line(esop, "list1@acme.example", "list-1"),
            new Incoming.Line(esop, null, null, null, "no JSON".getBytes(UTF_8)),
            line(esop, "list2@acme.example", "list-2"),
            line(esop, "list1@acme.example", "list-1"),
            line(esop, "'no address'", "list-3"),
            line(esop, "list4@acme.example", "list-4"));

    List<IntakeResult> results = intake.accept(list);

    assertThat(results.get(0)).isInstanceOf(IntakeResult.Accepted.class);
    assertThat(results.get(1)).isInstanceOf(IntakeResult.Refused.class);
    assertThat(results.get(2)).isInstanceOf(IntakeResult.Accepted.class);
    assertThat(results.get(3)).isEqualTo(new IntakeResult.Repeated(results.get(0).ack()));
    assertThat(results.get(4))
        .isInstanceOfSatisfying(
            IntakeResult.Refused.class,
            refused ->
                assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                        RequestProblem.Invalid.class,
                        invalid ->
                            assertThat(invalid.errors().getFirst().field())
                                .isEqualTo("to[0].email")));
    assertThat(results.get(5)).isInstanceOf(IntakeResult.Accepted.class);
    assertThat(
            jdbc.sql("select distinct xmin::text from message where request_id in (:requests)")
                .param(
                    "requests",
                    List.of(
                        results.get(0).ack().request(),
                        results.get(2).ack().request(),
                        results.get(5).ack().request()))
                .query(String.class)
                .list())
        .hasSize(1);
    assertThat(intake.accept(List.of())).isEmpty();
  }

  @Test
  void what_a_list_takes_of_a_quota_is_taken_once_and_past_it_the_rest_is_busy() {
    company.put("/v1/applications/three", "{name: Three, owner: Li, quota: 3 per day}");
    node("three", "plain", "email");
    Caller three = caller("three");
    List<Incoming> list =
        List.of(
            line(three, "q1@acme.example", "q-1"),
            line(three, "q2@acme.example", "q-2"),
            line(three, "q1@acme.example", "q-1"),
            line(three, "q4@acme.example", "q-4"));

    List<IntakeResult> first = intake.accept(list);
    List<IntakeResult> again = intake.accept(list);
    IntakeResult rest = intake.accept(list.getLast());

    assertThat(first.get(3))
        .isInstanceOfSatisfying(
            IntakeResult.Busy.class, busy -> assertThat(busy.after()).isPositive());
    assertThat(again.subList(0, 3)).allMatch(IntakeResult.Repeated.class::isInstance);
    assertThat(rest)
        .as("what was repeated was given back")
        .isInstanceOf(IntakeResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-ndjson", "multipart/form-data"})
  void what_is_no_json_is_refused_with_what_would_be_read(String type) {
    Api.Answer refused = company.esop.send("POST", "/v1/messages", "{}", type);

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.response().headers().firstValue("Accept").orElse(""))
        .contains("application/json");
    assertThat(refused.json().path("instance").asString()).isEqualTo("/v1/messages");
    assertThat(refused.text()).contains("MEDIA_TYPE_UNREAD", "send Content-Type: application/json");
  }

  @Test
  void every_answer_has_the_same_headers_and_every_problem_the_same_fields() {
    Api nobody = Api.anonymous(environment);
    List<Api.Answer> answers =
        List.of(
            company.submit("{node: plain, tenant: acme, to: [{email: h@acme.example}]}"),
            company.submit("{node: plain}"),
            company.esop.get("/v1/messages"),
            company.esop.get("/v1/nothing"),
            nobody.post("/v1/messages", "{}"),
            nobody.with("hk_unknown").post("/v1/messages", "{}"),
            nobody.get("/v1//messages"));

    for (Api.Answer answer : answers) {
      assertThat(answer.response().headers().map().keySet())
          .as(answer.toString())
          .contains(
              "content-type",
              "x-content-type-options",
              "x-frame-options",
              "content-security-policy",
              "cross-origin-opener-policy",
              "permissions-policy",
              "referrer-policy",
              "cache-control");
      if (answer.status() >= 400) {
        assertThat(answer.response().headers().firstValue("content-type"))
            .hasValue("application/problem+json");
        assertThat(answer.json().propertyNames())
            .as(answer.toString())
            .contains("type", "title", "status", "detail", "instance", "code", "parameters");
      }
    }
  }
}
