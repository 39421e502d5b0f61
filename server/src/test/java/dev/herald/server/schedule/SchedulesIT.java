package dev.herald.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Schedules on a real server: who is sent to, how often, and what a process that dies leaves. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.egress.private-targets=127.0.0.1",
      "herald.roles=api,cron,admin",
      "herald.jobs.poll=200ms",
      "herald.schedules.pause=20ms",
      "herald.schedules.tries=2"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String OF_ESOP = "/v1/applications/esop/schedules/";
  private static final int PEOPLE = 450;

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired Clockwork clockwork;
  @Autowired MissedFires missedFires;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch hung = new CountDownLatch(1);
  private Company company;
  private Api administrator;
  private HttpServer application;

  @BeforeAll
  void thereIsACompany() throws IOException {
    company = new Company(environment);
    administrator = company.administrator;
    company.put("/v1/tenants/many", "{name: Many, locale: en, zone: Asia/Shanghai}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PEOPLE; i++) {
      lines.append(
          "{\"code\": \"P%03d\", \"name\": \"P\", \"addresses\": {\"email\": \"p%d@many.example\"}}\n"
              .formatted(i, i));
    }
    administrator.send(
        "POST", "/v1/tenants/many/recipients", lines.toString(), "application/x-ndjson");
    application =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestHeaders().getFirst("webhook-signature") + " " + body);
          boolean first = body.contains("\"cursor\":null");
          byte[] answer =
              Company.json(
                      "{submissions: [{node: grant.vested, tenant: acme, to: [{email: %s@url.example}], data: {name: n}}, {node: none, tenant: acme, to: [{email: x@url.example}]}], next: %s}"
                          .formatted(first ? "one" : "two", first ? "more" : "null"))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/busy") ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    application.createContext("/hang", this::hang);
    application.createContext("/entries/", SchedulesIT::entries);
    application.createContext(
        "/audience",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          byte[] answer =
              (body.contains("\"cursor\":null")
                      ? "{\"email\": \"a@url.example\"}\n"
                          + "{\"email\": \"A@url.example\"}\n"
                          + "{\"next\": \"more\"}\n"
                      : "{\"email\": \"b@url.example\", \"data\": {\"name\": \"B\"}}\n{oops\n")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    application.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    application.start();
    company.put(
        "/v1/applications/esop/nodes/leaflet",
        """
        {name: Leaflet, plan: email, lane: bulk, locale: en,
         schema: {type: object, properties: {name: {type: string}}},
         templates: [{channel: email, content: {subject: S, text: T}}]}
        """);
  }

  private void hang(HttpExchange exchange) throws IOException {
    asked.add("hang " + text(exchange));
    try {
      hung.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** As many as the path says, and one on a second page. */
  private static void entries(HttpExchange exchange) throws IOException {
    boolean first = text(exchange).contains("\"cursor\":null");
    String path = exchange.getRequestURI().getPath();
    int count = first ? Integer.parseInt(path.substring("/entries/".length())) : 1;
    String entries =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"email\":\"%s%d@entries.example\"}\n".formatted(first ? "a" : "b", i))
            .collect(Collectors.joining());
    byte[] answer =
        (first ? entries + "{\"next\": \"more\"}\n" : entries).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String text(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @AfterAll
  void theApplicationGoes() {
    hung.countDown();
    application.stop(0);
  }

  private JsonNode put(String code, String yaml) {
    return company.put(OF_ESOP + code, yaml);
  }

  private JsonNode get(String code) {
    return administrator.get(OF_ESOP + code).json();
  }

  private List<JsonNode> fires(String code) {
    return administrator.get(OF_ESOP + code + "/fires").json().path("items").valueStream().toList();
  }

  private JsonNode over(String code, String state) {
    await()
        .atMost(SOON)
        .until(() ->
            fires(code).stream().anyMatch(fire -> fire.path("state").asString().equals(state)));
    return fires(code).getFirst();
  }

  private long messages(String code) {
    return jdbc.sql("select count(*) from message where requested_by like ?")
        .param("%schedule " + code)
        .query(Long.class)
        .single();
  }

  private void due(String code, Instant slot) {
    jdbc.sql("update schedule set next_at = ?::timestamptz where code = ?")
        .params(slot.toString(), code)
        .update();
  }

  private static final String ALL =
      "{rule: {cron: '0 9 1 1 *'}, zone: Asia/Shanghai, node: exercise.reminder, tenant: many,"
          + " audience: {all: true}, data: {name: n}%s}";

  @Test
  void a_slot_is_one_fire_to_everybody_in_chunks_however_often_it_is_looked_for() {
    put("everybody", ALL.formatted(""));
    Instant slot = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < 3; i++) {
      due("everybody", slot);
      clockwork.run(Instant.now());
    }

    JsonNode fire = over("everybody", "DONE");

    assertThat(fires("everybody")).hasSize(1);
    assertThat(fire.path("slot").asString()).isEqualTo(slot.toString());
    assertThat(fire.path("accepted").asInt()).isEqualTo(PEOPLE);
    assertThat(messages("everybody")).isEqualTo(PEOPLE);
    assertThat(get("everybody").path("next").path(0).asString()).endsWith("-01-01T01:00:00Z");
    String found = "/v1/messages?reference=" + fire.path("reference").asString();
    assertThat(administrator.get(found).json().path("items").size()).isPositive();
  }

  @Test
  void what_a_process_did_before_it_died_is_not_done_again() {
    put("killed", ALL.formatted(", name: Killed"));
    administrator.post(OF_ESOP + "killed/run", "");
    over("killed", "DONE");
    // As one leaves it that dies after handing in its second chunk and before noting it.
    jdbc.sql(
            """
            update schedule_fire set state = 'RUNNING', finished_at = null, position = 'P199',
              accepted = 200, messages = 200, worker = gen_random_uuid(),
              leased_until = now() + interval '1 hour'
            where schedule_id = (select id from schedule where code = 'killed')
            """)
        .update();
    clockwork.run(Instant.now());
    assertThat(fires("killed").getFirst().path("state").asString()).isEqualTo("RUNNING");

    jdbc.sql("update schedule_fire set leased_until = now() where leased_until > now()").update();

    JsonNode fire = over("killed", "DONE");
    assertThat(fire.path("accepted").asInt()).isEqualTo(PEOPLE);
    assertThat(messages("killed")).isEqualTo(PEOPLE);
  }

  @Test
  void missed_slots_are_told_and_the_latest_makes_up_for_them() {
    put(
        "hourly",
        "{rule: {cron: '0 * * * *'}, zone: UTC, node: exercise.reminder, tenant: acme, audience:"
            + " {recipients: [E1001, nobody]}, data: {name: n}}");
    due("hourly", Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS));
    clockwork.run(Instant.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(600));

    JsonNode fire = over("hourly", "DONE");

    assertThat(fires("hourly"))
        .extracting(each -> each.path("state").asString())
        .containsExactly("DONE", "SKIPPED", "SKIPPED", "SKIPPED");
    assertThat(fires("hourly").getLast().at("/problem/code").asString()).isEqualTo("FIRE_MISSED");
    assertThat(get("hourly").path("troubles").asInt()).isEqualTo(3);
    assertThat(missedFires.since(Instant.now().minusSeconds(3_600), Instant.now()))
        .anySatisfy(missed -> {
          assertThat(missed.schedule()).isEqualTo("hourly");
          assertThat(missed.fires()).isGreaterThanOrEqualTo(3);
        });
    assertThat(fire.path("accepted").asInt()).isEqualTo(1);
    assertThat(fire.path("refused").asInt()).isEqualTo(1);
    assertThat(fire.at("/problem/text").asString()).isNotEmpty();
  }

  @Test
  void an_application_is_asked_page_by_page_with_a_signature() {
    String url = url("");
    String target =
        "{rule: {times: ['09:00'], days: workdays}, zone: Asia/Shanghai, calendar: acme, url:"
            + " '%s'}";
    assertThat(put("asks", target.formatted(url)).path("secret").asString()).startsWith("whsec_");
    assertThat(put("asks", target.formatted(url)).has("secret")).isFalse();

    administrator.post(OF_ESOP + "asks/run", "");

    JsonNode fire = over("asks", "DONE");
    assertThat(asked.stream().filter(body -> body.contains("\"asks\"")))
        .hasSize(2)
        .allSatisfy(body -> assertThat(body).startsWith("v1,").contains("dev.herald.schedule.due"));
    assertThat(fire.path("accepted").asInt()).isEqualTo(2);
    assertThat(fire.path("refused").asInt()).isEqualTo(2);

    put("fails", target.formatted(url + "busy"));
    administrator.post(OF_ESOP + "fails/run", "");
    assertThat(over("fails", "FAILED").at("/problem/code").asString())
        .isEqualTo("ENDPOINT_ANSWERED");
  }

  @Test
  void an_application_is_asked_page_by_page_whom_a_campaign_reaches() {
    JsonNode ready = until(campaign("audience"), "READY");
    String id = ready.path("id").asString();
    assertThat(ready.path("total").asInt()).isEqualTo(2);
    assertThat(ready.path("duplicates").asInt()).isEqualTo(1);
    assertThat(ready.path("wrong").asInt()).isEqualTo(1);
    assertThat(ready.toString()).doesNotContain("hush");
    assertThat(asked.stream().filter(each -> each.contains(id)))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).startsWith("Bearer hush"));

    assertThat(until(campaign("entries/1000"), "READY").path("total").asInt()).isEqualTo(1_001);
    assertThat(until(campaign("entries/1001"), "FAILED").at("/problem/code").asString())
        .isEqualTo("ANSWER_UNREADABLE");
  }

  private String campaign(String page) {
    Api.Answer made =
        administrator.post(
            "/v1/campaigns",
            Company.json(
                "{name: Leaflet, application: esop, node: leaflet, tenant: acme, url: '%s', token: hush}"
                    .formatted(url(page))));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return "/v1/campaigns/" + made.json().path("id").asString();
  }

  private String url(String page) {
    return "http://127.0.0.1:%d/%s".formatted(application.getAddress().getPort(), page);
  }

  private JsonNode until(String path, String state) {
    await()
        .atMost(SOON)
        .until(() -> administrator.get(path).json().path("state").asString().equals(state));
    return administrator.get(path).json();
  }

  private void isAskedAndHangs(String type) {
    await()
        .atMost(SOON)
        .until(
            () -> asked.stream().anyMatch(each -> each.startsWith("hang") && each.contains(type)));
  }

  @Test
  void a_url_that_hangs_delays_no_other_fire_and_no_other_campaign() {
    String target = "{rule: {cron: '0 9 1 1 *'}, zone: UTC, calendar: acme, url: '%s'}";
    put("hangs", target.formatted(url("hang")));
    put("asks-beside", target.formatted(url("")));
    put("sends-beside", ALL.formatted(""));
    administrator.post(OF_ESOP + "hangs/run", "");
    isAskedAndHangs("schedule.due");
    administrator.post(OF_ESOP + "asks-beside/run", "");
    administrator.post(OF_ESOP + "sends-beside/run", "");
    over("asks-beside", "DONE");
    over("sends-beside", "DONE");
    assertThat(fires("hangs").getFirst().path("state").asString()).isEqualTo("RUNNING");
    assertThat(fires("hangs").getFirst().has("problem")).as("it is asked once").isFalse();

    String hanging = campaign("hang");
    isAskedAndHangs("campaign.audience");
    String beside = campaign("audience");
    until(beside, "READY");
    administrator.post(beside + "/start", "");
    until(beside, "DONE");
    assertThat(administrator.get(hanging).json().path("state").asString()).isEqualTo("LOADING");

    hung.countDown();
    over("hangs", "DONE");
    assertThat(until(hanging, "READY").path("total").asInt()).isZero();
  }

  @Test
  void what_somebody_runs_on_a_paused_schedule_passes_what_its_pause_holds_up() {
    put("held", ALL.formatted(", name: Held"));
    administrator.post(OF_ESOP + "held/pause", "");
    jdbc.sql(
            """
            insert into schedule_fire (id, schedule_id, slot, cause, state, spec, position)
            select gen_random_uuid(), id, now() - interval '1 minute', 'RULE', 'RUNNING', spec,
              'P199' from schedule where code = 'held'
            """)
        .update();

    administrator.post(OF_ESOP + "held/run", "");

    assertThat(over("held", "DONE").path("accepted").asInt()).isEqualTo(PEOPLE);
    assertThat(fires("held").getLast().path("state").asString()).isEqualTo("RUNNING");
    administrator.post(OF_ESOP + "held/resume", "");
    await()
        .atMost(SOON)
        .until(() -> fires("held").getLast().path("state").asString().equals("DONE"));
    assertThat(fires("held").getLast().path("accepted").asInt()).isEqualTo(PEOPLE - 200);
  }

  @Test
  void a_paused_schedule_makes_no_fires_and_one_that_overlaps_is_skipped() {
    put(
        "quiet",
        "{rule: {cron: '* * * * *'}, zone: UTC, node: exercise.reminder, tenant: acme, audience:"
            + " {recipients: [E1001]}, data: {name: n}, overlap: skip}");
    assertThat(administrator.post(OF_ESOP + "quiet/pause", "").json().path("paused").asBoolean())
        .isTrue();
    Instant now = Instant.now();
    clockwork.run(now.plusSeconds(120));
    assertThat(fires("quiet")).isEmpty();

    administrator.post(OF_ESOP + "quiet/resume", "");
    jdbc.sql("update schedule set paused_at = null where code = 'quiet'").update();
    jdbc.sql(
            """
            insert into schedule_fire (id, schedule_id, slot, cause, state, spec, waits_until)
            select gen_random_uuid(), id, now() - interval '1 day', 'RULE', 'WAITING', spec,
              now() + interval '1 hour' from schedule where code = 'quiet'
            """)
        .update();
    due("quiet", now.truncatedTo(ChronoUnit.MINUTES));
    clockwork.run(now);
    assertThat(fires("quiet").getFirst().at("/problem/code").asString()).isEqualTo("FIRE_OVERLAPS");
    assertThat(administrator.post(OF_ESOP + "quiet/stop", "").status()).isEqualTo(200);
    assertThat(fires("quiet").getLast().path("state").asString()).isEqualTo("STOPPED");
    assertThat(administrator.delete(OF_ESOP + "quiet").status()).isEqualTo(204);
  }

  @Test
  void a_calendar_decides_and_what_is_wrong_is_named() {
    String workdays =
        Company.json(
            "{rule: {times: ['09:00'], days: workdays}, zone: Asia/Shanghai, calendar: acme, count:"
                + " 1}");
    String next =
        administrator.post("/v1/schedules/preview", workdays).json().at("/next/0").asString();
    String day =
        Instant.parse(next).atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
    administrator.post(
        "/v1/tenants/acme/calendar/csv", Company.json("{csv: \"日期,类型\\n%s,休\"}".formatted(day)));
    assertThat(
            administrator.post("/v1/schedules/preview", workdays).json().at("/next/0").asString())
        .isGreaterThan(next);
    Api.Answer twice =
        administrator.put(
            "/v1/tenants/acme/calendar",
            Company.json("{holidays: ['%s'], workdays: ['%s', soon]}".formatted(day, day)));
    assertThat(twice.wrongFields()).contains("workdays", "workdays[1]");
    for (String empty : List.of("{}", "{csv: ''}", "{csv: '日期,类型'}")) {
      assertThat(
              administrator
                  .post("/v1/tenants/acme/calendar/csv", Company.json(empty))
                  .wrongFields())
          .as(empty)
          .containsExactly("csv");
    }
    assertThat(administrator.put("/v1/tenants/acme/calendar", "{}").wrongFields())
        .containsExactly("holidays");
    assertThat(administrator.get("/v1/tenants/acme/calendar").json().path("holidays").size())
        .isEqualTo(1);
    Api.Answer lines =
        administrator.post("/v1/tenants/acme/calendar/csv", Company.json("{csv: '2026/1/5,soon'}"));
    assertThat(lines.wrongFields()).containsExactly("csv");
    company.put("/v1/tenants/acme/calendar", "{holidays: []}");

    Api.Answer wrong =
        administrator.put(
            OF_ESOP + "wrong",
            Company.json(
                "{rule: {cron: 'every day'}, zone: Mars, node: nope, tenant: acme, audience: {},"
                    + " missed: maybe}"));
    assertThat(wrong.wrongFields()).contains("rule.cron", "zone", "audience", "missed", "node");
    Api.Answer unsendable =
        administrator.put(
            OF_ESOP + "wrong",
            ALL.replace("data: {name: n}%s", "channels: [fax], data: {nam: x}")
                .transform(Company::json));
    assertThat(unsendable.wrongFields()).contains("channels[0]", "data.name");
    Api.Answer never =
        administrator.put(
            OF_ESOP + "wrong",
            ALL.formatted("").replace("0 9 1 1 *", "0 9 30 2 *").transform(Company::json));
    assertThat(never.wrongFields()).containsExactly("rule");
    Api.Answer applied =
        administrator.send(
            "POST",
            "/v1/configuration?dryRun=true",
            """
            calendars: { acme: { holidays: [2027-10-01/2027-10-07], workdays: [2027-10-09] } }
            schedules:
              esop/payday:
                rule: { times: ["10:00"], days: month-day, day: 15, otherwise: previous }
                zone: Asia/Shanghai
                node: once
                tenant: acme
                audience: { all: true }
                data: { name: Zhang San }
            """,
            "application/yaml");
    assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
    assertThat(applied.text()).contains("esop/payday");
  }
}
