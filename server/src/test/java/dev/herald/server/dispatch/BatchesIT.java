package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Messages that go in one call, and what becomes of each. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.lanes.normal.capacity=1000"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesIT {
  private static final String UNKNOWN_NUMBER = "+8619900000002";

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  private Company company;

  @BeforeAll
  void thereAreCampaigns() {
    company = new Company(environment);
    campaign("campaign", "normal", "{template: '1001', params: []}");
    company.put("/v1/tenants/beta", "{name: Beta, locale: zh-CN, zone: Asia/Shanghai}");
    company.put(
        "/v1/sources/beta-sms",
        """
        {connector: aliyun-sms, tenant: beta, settings: {keyId: LTAIsandbox, keySecret: key,
          signName: Beta}}
        """);
    company.put("/v1/tenants/gamma", "{name: Gamma, locale: zh-CN, zone: Asia/Shanghai}");
    company.put(
        "/v1/sources/gamma-work",
        """
        {connector: dingtalk-work, tenant: gamma, settings: {appKey: ding1, appSecret: secret,
          agentId: '1234567'}}
        """);
    company.put(
        "/v1/applications/esop/nodes/notice",
        """
        {name: Notice, plan: dingtalk, locale: en, lane: normal,
         schema: {type: object, properties: {name: {type: string}}},
         templates: [{channel: dingtalk, content: {text: 'Board meeting moved'}}]}
        """);
    campaign("invoice", "normal", "{template: SMS_1001, params: {name: '{{name}}'}}");
  }

  private void campaign(String code, String lane, String content) {
    company.put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: %s, plan: sms, locale: en, lane: %s,
         schema: {type: object, properties: {name: {type: string}}},
         templates: [{channel: sms, content: %s}]}
        """
            .formatted(code, lane, content));
  }

  @AfterEach
  void standInsBehave() {
    company.administrator.delete("/sandbox/rules");
  }

  /** How many calls the stand-ins get from now on. */
  private long countCalls(String provider, String destination) {
    return countCalls(provider, destination, Duration.ZERO);
  }

  /**
   * As above.
   *
   * @param each so long a call takes
   */
  private long countCalls(String provider, String destination, Duration each) {
    Api.Answer rule =
        company.administrator.post(
            "/sandbox/rules",
            "{\"effect\":\"delay\",\"millis\":%d,\"provider\":\"%s\",\"destination\":\"%s\"}"
                .formatted(each.toMillis(), provider, destination));
    assertThat(rule.status()).as(rule.toString()).isEqualTo(201);
    return rule.json().path("id").asLong();
  }

  private long counted(long rule) {
    return company
        .administrator
        .get("/sandbox/rules")
        .json()
        .valueStream()
        .filter(each -> each.path("id").asLong() == rule)
        .mapToLong(each -> each.path("applied").asLong())
        .sum();
  }

  /** Messages that come due in one moment. */
  private List<String> dueTogether(String node, String tenant, List<String> numbers) {
    return dueTogether(node, tenant, "sms", numbers);
  }

  private List<String> dueTogether(
      String node, String tenant, String channel, List<String> numbers) {
    List<String> ids = new ArrayList<>();
    Instant later = Instant.now().plusSeconds(36_000);
    for (int from = 0; from < numbers.size(); from += 1_000) {
      String lines =
          numbers.subList(from, Math.min(from + 1_000, numbers.size())).stream()
              .map(number ->
                  Company.json(
                      "{node: %s, tenant: %s, at: '%s', idempotencyKey: '%s-%s-%s', to: [{%s: '%s'}], data: {name: '%s'}}"
                          .formatted(
                              node, tenant, later, node, tenant, number, channel, number, number)))
              .collect(Collectors.joining("\n"));
      await().until(() -> taken(lines));
    }
    ids.addAll(
        jdbc.sql("select id::text from task where due_at > now() + interval '1 hour'")
            .query(String.class)
            .list());
    assertThat(ids).hasSize(numbers.size());
    jdbc.sql("update task set due_at = now() where due_at > now() + interval '1 hour'").update();
    return ids;
  }

  /** A machine that is busy with other things may ask to come again. */
  private boolean taken(String lines) {
    Api.Answer answer =
        company.esop.send("POST", "/v1/messages/bulk", lines, "application/x-ndjson");
    assertThat(answer.status()).as(answer.toString()).isIn(200, 202, 503);
    return answer.status() != 503;
  }

  private void allEnd(List<String> ids) {
    UUID[] all = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
    await()
        .until(() ->
            jdbc.sql("select count(*) from task where id = any (?)")
                    .param(all)
                    .query(Integer.class)
                    .single()
                == 0);
  }

  private long inState(List<String> ids, String state) {
    UUID[] all = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
    return jdbc.sql(
            """
            select count(*) from (
              select distinct on (message_id) state from event where message_id = any (?)
              order by message_id, sequence desc) as last where state = ?
            """)
        .param(all)
        .param(state)
        .query(Long.class)
        .single();
  }

  /** How many attempts were in calls of how many messages, and what came of them. */
  private String callsOf(List<String> ids) {
    return jdbc.sql(
            """
            select call_messages, kind, outcome, count(distinct call_id) as calls, count(*) as steps
            from event where message_id = any (?) and attempt is not null group by 1, 2, 3
            """)
        .param(ids.stream().map(UUID::fromString).toArray(UUID[]::new))
        .query()
        .listOfRows()
        .toString();
  }

  private static List<String> numbers(int count, int from) {
    return IntStream.range(from, from + count).mapToObj(n -> "+86139%08d".formatted(n)).toList();
  }

  private JsonNode lastAttempt(String id) {
    return company
        .message(id)
        .path("trace")
        .valueStream()
        .filter(step -> step.path("kind").asString().equals("ATTEMPT"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .path("attempt");
  }

  @Test
  void ten_thousand_alike_make_fifty_calls_and_one_bad_number_fails_alone() {
    long calls = countCalls("tencent-sms", "+861390000*", Duration.ofMillis(500));
    List<String> numbers = new ArrayList<>(numbers(9_999, 0));
    numbers.add(4_321, UNKNOWN_NUMBER);

    List<String> ids = dueTogether("campaign", "acme", numbers);
    allEnd(ids);

    assertThat(counted(calls)).as(callsOf(ids)).isEqualTo(50);
    assertThat(inState(ids, "SENT")).isEqualTo(9_999);
    assertThat(inState(ids, "FAILED")).isEqualTo(1);
    JsonNode attempt = lastAttempt(ids.getFirst());
    assertThat(attempt.path("messages").asInt()).isEqualTo(200);
    assertThat(attempt.path("answer").asString()).contains("send success").hasSizeLessThan(500);
    JsonNode reconciled = reconciled(ids);
    assertThat(reconciled.path("missing").size()).as("the bad number's").isEqualTo(1);
    assertThat(reconciled.path("doubled").size()).isZero();
  }

  @Test
  void where_one_number_fails_the_call_it_is_divided_until_that_one_fails_alone() {
    long calls = countCalls("aliyun-sms", "*");
    List<String> numbers = new ArrayList<>(numbers(7, 20_000));
    numbers.add(3, UNKNOWN_NUMBER);

    List<String> ids = dueTogether("invoice", "beta", numbers);
    allEnd(ids);

    assertThat(inState(ids, "SENT")).isEqualTo(7);
    assertThat(inState(ids, "FAILED")).isEqualTo(1);
    assertThat(counted(calls)).as("8, twice 4, twice 2, twice 1").isEqualTo(7);
  }

  @Test
  void an_outcome_that_nobody_knows_is_unknown_for_each_and_asked_about_for_each() {
    Api.Answer rule =
        company.administrator.post(
            "/sandbox/rules",
            "{\"effect\":\"reset-after\",\"destination\":\"+86139000300*\",\"times\":1}");
    assertThat(rule.status()).isEqualTo(201);

    List<String> ids = dueTogether("campaign", "acme", numbers(5, 30_000));
    allEnd(ids);

    assertThat(inState(ids, "SENT")).isEqualTo(5);
    for (String id : ids) {
      assertThat(company.message(id).path("trace").valueStream())
          .extracting(step -> step.path("kind").asString() + " " + step.path("state").asString())
          .containsSequence("ATTEMPT UNKNOWN", "QUERY SENT");
      assertThat(lastAttempt(id).path("messages").asInt()).isEqualTo(5);
    }
    assertThat(reconciled(ids).toString()).isEqualTo("{\"missing\":[],\"doubled\":[]}");
  }

  /** What the stand-ins accepted never, and what more than once. */
  private JsonNode reconciled(List<String> ids) {
    String body = ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    return company.administrator.post("/sandbox/outbox/reconcile", body).json();
  }

  @Test
  void a_code_waits_for_no_other_not_even_one_that_says_the_same_and_hangs() {
    Api.Answer rule =
        company.administrator.post(
            "/sandbox/rules", "{\"effect\":\"hang\",\"destination\":\"+8613900040000\"}");
    assertThat(rule.status()).isEqualTo(201);
    String code =
        "{node: login.code, tenant: acme, to: [{sms: '%s'}], data: {name: Li, shares: 1}}";

    String hanging = company.submitted(code.formatted("+8613900040000"));
    await()
        .until(() ->
            jdbc.sql("select started from task where id = ?::uuid")
                .param(hanging)
                .query(Boolean.class)
                .optional()
                .orElse(false));
    String other = company.submitted(code.formatted("+8613900040001"));
    await().until(() -> company.state(other).equals("SENT"));

    assertThat(
            lastAttempt(other).path("messages").isMissingNode()
                || lastAttempt(other).path("messages").isNull())
        .isTrue();
  }

  // --- recalls ---

  private Api.Answer recall(String id, String body) {
    return company.esop.post("/v1/messages/" + id + "/recall", body);
  }

  private String notice(String user) {
    String id =
        company.submitted(
            "{node: notice, tenant: gamma, to: [{dingtalk: '%s'}], data: {name: Li}}"
                .formatted(user));
    await().until(() -> company.state(id).equals("SENT"));
    return id;
  }

  private static String code(Api.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    return answer.json().path("code").asString();
  }

  @Test
  void a_message_that_was_sent_is_taken_back_once_and_its_trace_says_by_whom() {
    String id = notice("wang");

    Api.Answer first = recall(id, "");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.json().path("state").asString()).isEqualTo("RECALLED");
    JsonNode last =
        first.json().path("trace").valueStream().reduce((_, each) -> each).orElseThrow();
    assertThat(last.path("kind").asString()).isEqualTo("RECALLED");
    assertThat(last.path("code").asString()).isEqualTo("RECALLED");
    assertThat(last.path("attempt").path("outcome").asString()).isEqualTo("ACCEPTED");

    assertThat(recall(id, "").json().path("trace").size())
        .isEqualTo(first.json().path("trace").size());
  }

  @Test
  void one_that_waits_is_called_off() {
    String id =
        company.submitted(
            "{node: notice, tenant: gamma, at: '%s', to: [{dingtalk: wang}], data: {name: Li}}"
                .formatted(Instant.now().plusSeconds(86_400 * 2)));

    assertThat(recall(id, "").json().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(recall(id, "").json().path("state").asString()).isEqualTo("CANCELLED");
  }

  @Test
  void why_one_is_not_taken_back_is_told_by_code() {
    String text =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{sms: '+8613900050000'}], data: {name: X, shares: 2}}");
    await().until(() -> company.state(text).equals("SENT"));
    assertThat(code(recall(text, ""))).isEqualTo("RECALL_IMPOSSIBLE");

    String refused = notice("zhao");
    company.administrator.post(
        "/sandbox/rules",
        "{\"effect\":\"refuse\",\"reason\":\"throttled\",\"provider\":\"dingtalk-work\"}");
    Api.Answer slower = recall(refused, "");
    assertThat(slower.status()).isEqualTo(429);
    assertThat(slower.json().path("code").asString()).isEqualTo("RECALL_REFUSED");
    company.administrator.delete("/sandbox/rules");
    assertThat(company.state(refused)).isEqualTo("SENT");

    String old = notice("qian");
    jdbc.sql("update event set at = at - interval '25 hours' where message_id = ?::uuid")
        .param(old)
        .update();
    assertThat(code(recall(old, ""))).isEqualTo("RECALL_TOO_LATE");
  }

  @Test
  void those_of_one_call_are_taken_back_together_or_not_at_all() {
    List<String> ids = dueTogether("notice", "gamma", "dingtalk", List.of("sun", "li", "zhou"));
    allEnd(ids);

    Api.Answer alone = recall(ids.getFirst(), "");
    assertThat(code(alone)).isEqualTo("RECALL_TAKES_OTHERS");
    assertThat(alone.json().path("parameters").path("messages").asInt()).isEqualTo(3);
    assertThat(inState(ids, "SENT")).isEqualTo(3);

    assertThat(recall(ids.getFirst(), "{\"others\": true}").status()).isEqualTo(200);

    assertThat(inState(ids, "RECALLED")).isEqualTo(3);
    JsonNode last =
        company
            .message(ids.getLast())
            .path("trace")
            .valueStream()
            .reduce((_, each) -> each)
            .orElseThrow();
    assertThat(last.path("code").asString()).isEqualTo("RECALLED_WITH");
    assertThat(last.path("parameters").path("message").asString()).isEqualTo(ids.getFirst());
  }

  @Test
  void all_that_fit_a_filter_are_taken_back_and_what_can_not_be_is_counted() {
    List<String> ids = dueTogether("notice", "gamma", "dingtalk", List.of("wu", "zheng", "chen"));
    allEnd(ids);
    String waits =
        company.submitted(
            "{node: notice, tenant: gamma, at: '%s', to: [{dingtalk: feng}], data: {name: Li}}"
                .formatted(Instant.now().plusSeconds(86_400 * 2)));
    String filter = "{\"filter\":{\"tenant\":\"gamma\",\"destination\":\"wu\"}%s}";

    JsonNode preview =
        company.administrator.post("/v1/recalls/preview", filter.formatted("")).json();
    assertThat(preview.path("count").asInt()).as(preview.toString()).isEqualTo(1);
    JsonNode alone = ended(company.administrator.post("/v1/recalls", filter.formatted("")));
    assertThat(alone.path("act").asString()).isEqualTo("RECALL");
    assertThat(alone.path("failed").asInt()).isEqualTo(1);
    assertThat(alone.path("problem").path("code").asString()).isEqualTo("RECALL_TAKES_OTHERS");
    JsonNode all =
        ended(company.administrator.post("/v1/recalls", filter.formatted(",\"others\":true")));
    assertThat(all.path("resent").asInt()).isEqualTo(1);
    assertThat(inState(ids, "RECALLED")).isEqualTo(3);

    JsonNode waiting =
        ended(
            company.administrator.post(
                "/v1/recalls", "{\"filter\":{\"tenant\":\"gamma\",\"destination\":\"feng\"}}"));
    assertThat(waiting.path("resent").asInt()).isEqualTo(1);
    assertThat(company.state(waits)).isEqualTo("CANCELLED");
  }

  /** A job when it is over. */
  private JsonNode ended(Api.Answer made) {
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String job = "/v1/resends/" + made.json().path("id").asString();
    await()
        .until(() ->
            !company.administrator.get(job).json().path("state").asString().equals("RUNNING"));
    return company.administrator.get(job).json();
  }
}
