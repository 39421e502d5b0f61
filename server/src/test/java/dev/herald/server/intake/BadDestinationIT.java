package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Receivers.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
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

/**
 * What one destination does holds nobody else back, with real receivers. A source that rested would
 * rest for ten minutes here, and calls that hang do so for fifteen seconds, so that it shows.
 */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.egress.private-targets=127.0.0.0/8",
      "herald.dispatch.source-rest=10m",
      "herald.dispatch.breaker.rest=10m",
      "herald.dispatch.breaker.longest-rest=10m",
      "herald.dispatch.inquiry.base=100ms",
      "herald.connectors.deadline=15s"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadDestinationIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int GOOD = 300;
  private static final String CONNECTOR =
      """
      connector: %1$s
      channel: %2$s
      destination: %3$s
      contents: [%4$s]
      request:
        post: %5$s
        json: { to: "${destination}", said: "${content.%4$s}" }
      answer:
        accepted: ${body.code == 0}
        id: ${body.id}
        code: ${body.code}
      %6$s
      """;

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  private Company company;
  private Receivers receivers;

  @BeforeAll
  void thereAreReceiversAndTenants() {
    company = new Company(environment);
    company.put("/v1/tenants/hengtong", "{name: Hengtong, locale: zh-CN, zone: Asia/Shanghai}");
    receivers = new Receivers();
    new Hooks(company);
    company.put(
        "/v1/sources/hook",
        "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==, allowPrivate: 'true'}}");
    for (int i = 0; i < 10; i++) {
      receivers.listen("127.0.1." + (i + 1), 200);
    }
  }

  @AfterAll
  void stop() {
    receivers.close();
  }

  @ParameterizedTest
  @CsvSource({"127.0.2.1, 401", "127.0.2.2, 403", "127.0.2.3, 503", "127.0.2.4, 429"})
  void a_receiver_that_refuses_delays_messages_to_itself_alone(String host, int status) {
    othersKeepTheirPaceBeside(receivers.listen(host, status));
  }

  @Test
  void a_receiver_that_hangs_delays_messages_to_itself_alone() {
    othersKeepTheirPaceBeside(receivers.listen("127.0.2.5", 0));
  }

  @Test
  void a_receiver_that_nobody_is_at_delays_messages_to_itself_alone() {
    othersKeepTheirPaceBeside(receivers.url("127.0.2.6"));
  }

  private void othersKeepTheirPaceBeside(String bad) {
    int before = sent();
    submit(IntStream.range(0, GOOD).mapToObj(n -> hook("acme", bad, n)).toList());
    submit(IntStream.range(0, GOOD).mapToObj(n -> hook("acme", good(n), n)).toList());
    String others = company.submitted(hook("hengtong", good(1), 1));

    await().atMost(SOON).until(() -> sent() - before == GOOD + 1);

    assertThat(company.state(others)).isEqualTo("SENT");
    jdbc.sql("delete from task where owner is null").update();
  }

  private String good(int n) {
    return receivers.url("127.0.1." + (1 + n % 10));
  }

  private int sent() {
    return jdbc.sql("select count(*) from event where state = 'SENT'")
        .query(Integer.class)
        .single();
  }

  private void submit(List<String> submissions) {
    String lines = submissions.stream().map(Company::json).collect(Collectors.joining("\n"));
    company.esop.send("POST", "/v1/messages/bulk", lines, "application/x-ndjson");
  }

  private static String hook(String tenant, String url, int n) {
    return "{node: hooked, tenant: %s, to: [{webhook: '%s'}], data: {n: %d}}"
        .formatted(tenant, url, n);
  }

  @Test
  void the_trace_says_whose_fault_it_was() {
    String id = company.submitted(hook("acme", receivers.listen("127.0.2.7", 401), 1));

    await().atMost(SOON).until(() -> company.message(id).path("trace").size() > 1);

    assertThat(company.message(id).at("/trace/1/attempt/fault").asString())
        .isEqualTo("DESTINATION");
    jdbc.sql("delete from task where owner is null").update();
  }

  @Test
  void a_mailbox_that_answers_451_delays_its_own_mail_alone() {
    try (MailServer server = new MailServer("grey@acme.example")) {
      company.put(
          "/v1/sources/mail",
          "{connector: smtp, settings: {host: 127.0.0.1, port: '%d', security: none, from: hr@acme.example}}"
              .formatted(server.port()));
      submit(IntStream.range(0, 50).mapToObj(n -> mail("grey@acme.example", n)).toList());
      submit(
          IntStream.range(0, 50).mapToObj(n -> mail("m%d@acme.example".formatted(n), n)).toList());

      await().atMost(SOON).until(() -> server.taken().size() == 50);

      assertThat(server.taken()).doesNotContain("grey@acme.example");
      jdbc.sql("delete from task where owner is null").update();
    }
  }

  private static String mail(String to, int n) {
    return "{node: once, tenant: acme, to: [{email: '%s'}], data: {name: n%d}}".formatted(to, n);
  }

  @Test
  void a_source_is_chosen_among_those_that_take_the_content() throws Exception {
    String url = receivers.listen("127.0.3.1", _ -> new Answer(200, "{\"code\":0}"));
    String more = "ambiguous: resend";
    source("by-text", CONNECTOR.formatted("by-text", "notes", "phone", "text", url, more));
    source(
        "by-template", CONNECTOR.formatted("by-template", "notes", "phone", "template", url, more));
    source("by-robot", CONNECTOR.formatted("by-robot", "notes", "none", "markdown", url, more));
    node("note", "{text: 'Hi {{name}}'}");

    List<String> ids =
        IntStream.range(0, 20).mapToObj(n -> company.submitted(note("note", n))).toList();

    await().atMost(SOON).until(() -> ids.stream().allMatch(id -> company.state(id).equals("SENT")));
    assertThat(ids)
        .map(id -> company.message(id).at("/trace/1/attempt/source").asString())
        .containsOnly("by-text");
  }

  @Test
  void content_that_no_source_of_the_channel_takes_is_refused_at_once() throws Exception {
    String url = receivers.listen("127.0.3.2", _ -> new Answer(200, "{\"code\":0}"));
    String text =
        CONNECTOR.formatted("only-text", "texts", "phone", "text", url, "ambiguous: hold");
    source("only-text", text);
    company.put(
        "/v1/applications/esop/nodes/typed",
        """
        {name: Typed, plan: texts, locale: en, schema: {type: object, properties: {}},
         templates: [{channel: texts, content: {title: Hi, markdown: '**Hi**'}}]}
        """);

    Api.Answer answer = company.submit("{node: typed, tenant: acme, to: [{phone: '13800138000'}]}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("markdown", "only-text (text to phone)");
  }

  @Test
  void a_provider_is_asked_by_the_id_that_its_answer_held() throws Exception {
    String url =
        receivers.listen(
            "127.0.3.3",
            body ->
                body.contains("question")
                    ? new Answer(200, "{\"state\":\"" + (body.contains("p-77") ? "OK" : "") + "\"}")
                    : new Answer(200, "{\"id\":\"p-77\"}"));
    String trace =
        """
        trace:
          request:
            post: %s
            json: { question: "${message.providerId}" }
          answer:
            report: ${body.state}
            accepted: ${report == "OK"}
        ambiguous: hold
        """
            .formatted(url);
    source("asked", CONNECTOR.formatted("asked", "asks", "phone", "text", url, trace));
    company.put(
        "/v1/applications/esop/nodes/asking",
        """
        {name: Asking, plan: asks, locale: en, schema: {type: object, properties: {}},
         templates: [{channel: asks, content: {text: Hi}}]}
        """);

    String id = company.submitted("{node: asking, tenant: acme, to: [{phone: '13800138000'}]}");

    await().atMost(SOON).until(() -> company.state(id).equals("SENT"));
    JsonNode trail = company.message(id).path("trace");
    assertThat(trail.get(1).path("state").asString()).isEqualTo("UNKNOWN");
    assertThat(trail.get(1).at("/attempt/providerId").asString()).isEqualTo("p-77");
  }

  private void source(String name, String definition) throws IOException {
    Path folder = Path.of(environment.getRequiredProperty("herald.connectors.folder"));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".yaml"), definition);
    String body = Company.json("{connector: %s, settings: {}}".formatted(name));
    await()
        .atMost(SOON)
        .until(() -> company.administrator.put("/v1/sources/" + name, body).status() < 300);
  }

  private void node(String code, String content) {
    company.put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: Note, plan: notes, locale: en,
         schema: {type: object, properties: {name: {type: string}}},
         templates: [{channel: notes, content: %s}]}
        """
            .formatted(content));
  }

  private static String note(String node, int n) {
    return "{node: %s, tenant: acme, to: [{phone: '13800138000'}], data: {name: n%d}}"
        .formatted(node, n);
  }
}
