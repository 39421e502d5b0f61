package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What happened and why is told in the language that the caller asks for. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.dispatch.retry.base=20ms",
      "herald.dispatch.retry.attempts=1"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageIT {
  private static final String BLACKLISTED = "FailedOperation.PhoneNumberInBlacklist";

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  private Company company;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
  }

  private static Api.Answer ask(
      Api caller, String language, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(caller.base() + path))
            .header(
                "Content-Type",
                path.endsWith("/bulk") ? "application/x-ndjson" : "application/json")
            .header("Accept-Language", language)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!caller.key().isEmpty()) {
      request.header("Authorization", "Bearer " + caller.key());
    }
    return caller.send(request.build());
  }

  private Api.Answer chinese(String method, String path, String body) {
    return ask(company.administrator, "zh-CN,zh;q=0.9", method, path, body);
  }

  @Test
  void a_parameter_of_another_kind_is_told_with_its_mend() {
    Api.Answer number = chinese("GET", "/v1/suppressions?limit=x", "");
    assertThat(number.status()).isEqualTo(400);
    assertThat(number.json().path("detail").asString()).isEqualTo("参数“limit”的格式不对：应为整数");
    assertThat(ask(company.administrator, "en", "GET", "/v1/messages/nope", "").text())
        .contains("PARAMETER_INVALID", "it must be an id, such as");
  }

  @Test
  void a_table_has_its_first_line_and_states_in_the_readers_language() {
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{phone: '+8613900000321'}], data: {name: A}}");
    await().atMost(Patience.SOON).until(() -> company.state(id).equals("SENT"));

    company.administrator.post(
        "/v1/suppressions",
        "{\"tenant\": \"acme\", \"channel\": \"sms\", \"address\": \"+8613900000322\"}");
    assertThat(chinese("GET", "/v1/suppressions/export", "").text())
        .contains("acme,sms,手机号（PHONE）,+8613900000322,人工添加（ADDED）");

    String path = "/v1/messages/export?destination=%2B8613900000321";
    assertThat(chinese("GET", path, "").text())
        .startsWith("\uFEFF消息编号,接受时间,")
        .contains("已发送（SENT）");
    assertThat(ask(company.administrator, "en", "GET", path, "").text())
        .startsWith("\uFEFFid,acceptedAt,")
        .contains(",SENT,");
  }

  @Test
  void a_message_tells_its_verdict_and_its_trace() {
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{phone: '+8619900000001'}], data: {name: A}}");
    await().atMost(Patience.SOON).until(() -> company.state(id).equals("FAILED"));

    JsonNode inChinese = chinese("GET", "/v1/messages/" + id, "").json();
    JsonNode inEnglish = company.administrator.get("/v1/messages/" + id).json();

    assertThat(inChinese.path("verdict").asString())
        .isEqualTo("发送失败：服务商拒绝该地址：号码在黑名单中（%s）。".formatted(BLACKLISTED));
    assertThat(inEnglish.path("verdict").asString())
        .isEqualTo(
            "Failed: the provider refuses this address: the number is on the blacklist (%s)."
                .formatted(BLACKLISTED));
    JsonNode why = inEnglish.at("/standing/parameters/why");
    assertThat(inEnglish.at("/standing/code").asString()).isEqualTo("HAS_FAILED");
    assertThat(why.path("code").asString()).isEqualTo("PROVIDER_REFUSED_ADDRESS");
    assertThat(why.at("/parameters/code").asString()).isEqualTo(BLACKLISTED);
    assertThat(inChinese.at("/advice/0/code").asString()).isEqualTo("SAME_WOULD_FAIL");
    assertThat(inChinese.at("/advice/0/text").asString()).isEqualTo("用短信重发很可能再次失败。");
    assertThat(inChinese.at("/trace/0/code").asString()).isEqualTo("ACCEPTED_WITH");
    assertThat(inChinese.at("/trace/0/reason").asString()).startsWith("已保存，优先级 critical");
    assertThat(
            jdbc.sql(
                    "select reason_code || ' ' || (reason_with ->> 'code') from event where message_id = cast(? as uuid)")
                .param(id)
                .query(String.class)
                .list())
        .containsExactly("PROVIDER_REFUSED_ADDRESS " + BLACKLISTED);
  }

  @Test
  void a_trace_that_was_written_as_sentences_still_reads_well() {
    String id =
        company.submitted(
            "{node: login.code, tenant: acme, to: [{phone: '+8619900000001'}], data: {name: B}}");
    await().atMost(Patience.SOON).until(() -> company.state(id).equals("FAILED"));
    jdbc.sql(
            """
            update event set reason_code = null, reason_with = null,
              reason = 'given up after 3 attempts, the last one: no answer within the deadline'
            where message_id = cast(? as uuid)
            """)
        .param(id)
        .update();

    assertThat(chinese("GET", "/v1/messages/" + id, "").json().path("verdict").asString())
        .isEqualTo("发送失败：放弃发送（共尝试 3 次），最后一次：服务商未在时限内应答。");
    assertThat(company.message(id).at("/standing/parameters/why/code").asString())
        .isEqualTo("GIVEN_UP");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /v1/messages/00000000-0000-7000-8000-000000000000 |    | 404 | NOT_FOUND | 不存在 | 没有消息“00000000-0000-7000-8000-000000000000”
          GET  | /v1/nothing |    | 404 | HTTP_REFUSAL | 不存在 | 这个地址没有内容
          POST | /v1/messages | {  | 400 | BODY_NOT_JSON | 请求格式错误 | 请求正文在第 1 行第
          POST | /v1/messages |    | 400 | BODY_EMPTY | 请求格式错误 | 请求正文为空
          GET  | /v1/messages?limit=0 | | 422 | REQUEST_INVALID | 填写有误 | limit：应为 1 到 1,000 之间的数
          GET  | /v1/quarantine?state=NONSENSE | | 422 | REQUEST_INVALID | 填写有误 | state：只能是以下之一：WAITING
          POST | /v1/resends/preview | {"filter": {"nodee": "x"}} | 422 | REQUEST_INVALID | 填写有误 | filter.nodee：
          GET  | /v1/find |  | 400 | PARAMETER_MISSING | 请求格式错误 | 缺少参数“q”
          """)
  void a_problem_has_a_type_a_code_and_words_in_the_callers_language(
      String method,
      String path,
      String body,
      int status,
      String code,
      String title,
      String detail) {
    Api.Answer answer = chinese(method, path, body == null ? "" : body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    JsonNode problem = answer.json();
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + code);
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("title").asString()).isEqualTo(title);
    assertThat(problem.path("detail").asString()).startsWith(detail);
  }

  @Test
  void who_is_not_let_in_reads_why() {
    Api nobody = Api.anonymous(environment);

    JsonNode refused = ask(nobody, "zh", "GET", "/v1/tenants", "").json();
    assertThat(refused.path("code").asString()).isEqualTo("KEY_NEEDED");
    assertThat(refused.path("detail").asString()).startsWith("需要密钥");
    JsonNode unknown = ask(nobody.with("hk_none"), "zh", "GET", "/v1/tenants", "").json();
    assertThat(unknown.path("code").asString()).isEqualTo("KEY_UNKNOWN");
    JsonNode path = ask(nobody, "zh", "GET", "/v1//tenants", "").json();
    assertThat(path.path("code").asString()).isEqualTo("PATH_ILL_FORMED");
    assertThat(path.path("title").asString()).isEqualTo("请求格式错误");
  }

  @Test
  void each_wrong_field_has_a_code_its_parameters_and_one_plain_sentence() {
    String source =
        """
        {"connector": "smtp", "settings": {"host": "a.example", "from": "hr@a.example",
         "security": "ssl"}}
        """;

    JsonNode inChinese = chinese("PUT", "/v1/sources/odd", source).json().at("/errors/0");
    JsonNode inEnglish =
        company.administrator.put("/v1/sources/odd", source).json().at("/errors/0");

    assertThat(inChinese.path("field").asString()).isEqualTo("settings.security");
    assertThat(inChinese.path("code").asString()).isEqualTo("SETTING_CHOICE");
    assertThat(inChinese.at("/parameters/choices").asString()).isEqualTo("starttls, tls, none");
    assertThat(inChinese.path("reason").asString()).endsWith("只能是：starttls, tls, none");
    assertThat(inEnglish.path("reason").asString())
        .startsWith("must be one of starttls, tls, none");
  }

  @Test
  void lines_of_a_bulk_submission_are_told_alike() {
    JsonNode line =
        ask(company.esop, "zh", "POST", "/v1/messages/bulk", "{\"node\": \"none\"}\n").json();

    assertThat(line.path("status").asInt()).isEqualTo(422);
    assertThat(line.path("code").asString()).isEqualTo("REQUEST_INVALID");
    assertThat(line.path("detail").asString()).startsWith("有 ").endsWith(" 处填写有误");
    assertThat(line.at("/errors/0/code").asString()).isNotEmpty();
  }
}
