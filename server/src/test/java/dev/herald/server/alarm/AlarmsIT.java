package dev.herald.server.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.intake.Company;
import dev.herald.server.platform.web.PublicUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults of each kind in a running server, and what is told of them. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmsIT {
  private static final Duration SOON = Patience.SOON;

  /** They open messages: {@code DeskIT} brings them about. */
  private static final Set<AlarmKind> PUMPING =
      Set.of(AlarmKind.CODE_PUMPING, AlarmKind.CODES_UNUSED);

  /** This machine's own disk, and this process by a clock that is set on, may be told of, too. */
  private static final Set<AlarmKind> OF_THIS_MACHINE =
      Set.of(AlarmKind.DISK, AlarmKind.PROCESS_GONE);

  @Autowired Environment environment;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired AlarmStore store;
  @Autowired TransactionTemplate transaction;
  @Autowired Evaluation evaluation;
  @Autowired PublicUrl url;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
    company.put("/v1/applications/ops", "{name: Ops, owner: Li}");
    company.put(
        "/v1/applications/ops/nodes/alarm",
        """
        {name: Alarm, plan: email, lane: critical, locale: en,
         schema: {type: object, properties: {title: {type: string}, text: {type: string},
           event: {type: string}, count: {type: integer}, link: {type: string}}},
         templates: [{channel: email, content: {subject: '{{title}}', text: '{{text}}'}}]}
        """);
    company.put(
        "/v1/sources/mail",
        "{connector: smtp, settings: {host: smtp.acme.example, from: hr@acme.example},"
            + " caps: [60 per minute, 1000 per day]}");
    for (AlarmKind kind : Set.of(AlarmKind.THROTTLED_SHARE, AlarmKind.UNKNOWN_COUNT)) {
      company.put("/v1/alarm-rules", "{kind: %s, forSeconds: 0}".formatted(kind));
    }
    company.put("/v1/alarm-rules", "{kind: LANE_AGE, scope: LANE, key: bulk, threshold: 60}");
  }

  @Test
  void eachKindOfFaultIsTold() {
    company.put(
        "/v1/alarm-settings", "{application: ops, node: alarm, tenant: acme, recipients: [E1001]}");
    company.put("/v1/applications/esop", "{name: ESOP, owner: Li, holdsSurges: true}");
    Faults faults = new Faults(company, context, jdbc);
    faults.begin();

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(firing())
                .containsAll(
                    Arrays.stream(AlarmKind.values())
                        .filter(kind -> !PUMPING.contains(kind))
                        .map(Enum::name)
                        .collect(Collectors.toSet())));
    JsonNode alarms = administrator.get("/v1/alarms").json();
    assertThat(alarms.toString())
        .contains("at this rate the 60 per minute of mail are reached in", "esop/once grows")
        .contains("what esop/grant.vested sends by SMS fails")
        .contains("process other-host");
    assertThat(administrator.get("/v1/alarms/count").json().path("critical").asInt()).isPositive();
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    administrator
                        .get("/v1/messages?application=ops")
                        .json()
                        .path("items")
                        .toString())
                .contains("\"node\":\"alarm\"", "SENT"));

    whatSurgesWaitsForSomebodysWord();
    faults.end();
    endsWithItsFault();
  }

  private void whatSurgesWaitsForSomebodysWord() {
    assertThat(administrator.get("/v1/pauses").json().at("/items/0/surge/usual").asInt())
        .isEqualTo(8);
    String held =
        company.submitted(
            "{node: grant.vested, channels: [email], tenant: acme, to: [{email: s@x.example}],"
                + " data: {name: A}}");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    administrator
                        .get("/v1/messages/" + held + "/diagnosis")
                        .json()
                        .at("/cause/code")
                        .asString())
                .isEqualTo("HELD_BY_SURGE"));
    administrator.post("/v1/applications/esop/nodes/grant.vested/resume", "{}");
    await().atMost(SOON).until(() -> company.state(held).equals("SENT"));
    assertThat(administrator.get("/v1/audit?action=node.surge-held").text())
        .contains("esop/grant.vested", "5000");
  }

  /** By a clock that is set on, since two looks must find nothing amiss. */
  private void endsWithItsFault() {
    AtomicInteger later = new AtomicInteger();
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          evaluation.at(Instant.now().plusSeconds(later.addAndGet(20)));
          assertThat(firing())
              .doesNotContainAnyElementsOf(
                  Arrays.stream(AlarmKind.values())
                      .filter(kind -> !OF_THIS_MACHINE.contains(kind) && !PUMPING.contains(kind))
                      .map(Enum::name)
                      .toList());
          assertThat(administrator.get("/v1/alarms").text())
              .doesNotContain("full-host", "other-host");
        });
    assertThat(administrator.get("/v1/alarms/history").text())
        .contains("PROCESS_GONE", "SUDDEN_VOLUME", "BUDGET_SPENT", "QUARANTINE_GROWTH");
  }

  private Set<String> firing() {
    return administrator
        .get("/v1/alarms")
        .json()
        .path("items")
        .valueStream()
        .filter(alarm -> alarm.path("state").asString().equals("FIRING"))
        .map(alarm -> alarm.path("kind").asString())
        .collect(Collectors.toSet());
  }

  @Test
  void anAcknowledgedAlarmIsToldToNobodyElseAndRulesNameWhatIsWrongWithThem() {
    jdbc.sql(
            """
            insert into alarm (id, kind, subject, application, node, state, severity, reason_code,
              value, since, fired_at)
            values (gen_random_uuid(), 'SILENCE', 'x', 'esop', 'x', 'FIRING', 'WARNING',
              'NODE_SILENT', 3, now(), now())
            """)
        .update();
    Alarm alarm =
        store.open().stream()
            .filter(each -> each.subject().key().equals("x"))
            .findFirst()
            .orElseThrow();
    Api.Answer known =
        administrator.post("/v1/alarms/" + alarm.id() + "/acknowledge", "{\"note\": \"on it\"}");

    assertThat(known.text()).contains("\"acknowledgedBy\":\"administrator\"", "on it");
    assertThat(store.untold(Notice.Event.FIRING, Notice.Way.WEBHOOK, Instant.now()))
        .extracting(Alarm::id)
        .doesNotContain(alarm.id());
    assertThat(rule("{scope: NODE, kind: SILENCE}").wrongFields()).containsExactly("key");
    assertThat(rule("{scope: SOURCE, key: none, kind: UNKNOWN_COUNT, threshold: -1}").wrongFields())
        .containsExactly("key", "threshold");
    assertThat(
            administrator
                .put(
                    "/v1/alarm-settings",
                    Company.json("{application: esop, node: once, tenant: acme, webhook: x}"))
                .text())
        .contains("WEBHOOK_INVALID", "NODE_NOT_URGENT");
    assertThat(rule("{scope: LANE, key: bulk, kind: DISK, threshold: 500}").wrongFields())
        .as("can never apply")
        .containsExactly("scope", "threshold");
    assertThat(
            administrator
                .put(
                    "/v1/alarm-settings",
                    Company.json("{node: alarm, webhook: 'https://a:b@alerts.example.com/'}"))
                .wrongFields())
        .containsExactly("webhook", "application");
  }

  private Api.Answer rule(String yaml) {
    return administrator.put("/v1/alarm-rules", Company.json(yaml));
  }

  @Test
  void aSilenceWithholdsAndWhatNobodyAcknowledgesIsEscalated() {
    company.put(
        "/v1/alarm-settings",
        "{application: ops, node: alarm, tenant: acme, recipients: [E1001], escalation: [E1001]}");
    String silence =
        administrator
            .post("/v1/alarm-silences", Company.json("{kind: SILENCE, minutes: 60}"))
            .json()
            .path("id")
            .asString();
    jdbc.sql(
            """
            insert into alarm (id, kind, subject, state, severity, reason_code, reason_with, value,
              since, fired_at)
            select gen_random_uuid(), kind, subject, 'FIRING', 'WARNING', 'JOB_FAILS_AGAIN',
              '{"job": "j", "failures": 3}', 3, now(), now() - interval '20 minutes'
            from (values ('SILENCE', 'quiet'), ('JOB_FAILING', 'loud')) as x (kind, subject)
            """)
        .update();

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told("loud")).contains("FIRING", "ESCALATED"));
    assertThat(told("quiet")).isEmpty();
    administrator.delete("/v1/alarm-silences/" + silence);
  }

  /** What was told of an alarm by a message. */
  private List<String> told(String subject) {
    return jdbc.sql(
            """
            select event from alarm_notice n join alarm a on a.id = n.alarm_id
            where a.subject = ? and n.way = 'MESSAGE'
            """)
        .param(subject)
        .query(String.class)
        .list();
  }

  @Test
  void aWebhookGetsWhatAlertmanagerWouldPost() throws Exception {
    LinkedBlockingQueue<String> posted = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    AlertmanagerWebhook webhook =
        new AlertmanagerWebhook(
            new Egress.Direct(PrivateTargets.parse(List.of("127.0.0.1"))), new JsonMapper(), url);
    try {
      assertThat(webhook.mayReach(URI.create("http://127.0.0.1/hook"))).isTrue();
      assertThat(webhook.mayReach(URI.create("http://10.0.0.1/hook"))).isFalse();
      jdbc.sql(
              """
              insert into alarm (id, kind, subject, source, channel, state, severity, reason_code,
                reason_with, value, since, fired_at)
              values (gen_random_uuid(), 'SOURCE_REFUSES', 'hooked', 'hooked', 'sms', 'FIRING',
                'CRITICAL', 'SOURCE_REFUSES_ALL', '{"source": "hooked", "calls": 9, "minutes": 5}',
                9, now(), now())
              """)
          .update();
      Alarm alarm =
          store.open().stream()
              .filter(each -> each.subject().key().equals("hooked"))
              .findFirst()
              .orElseThrow();

      URI hook = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
      await()
          .atMost(SOON)
          .ignoreException(IllegalStateException.class)
          .untilAsserted(() -> webhook.post(hook, new Notice(Notice.Event.FIRING, List.of(alarm))));

      JsonNode body = new JsonMapper().readTree(posted.take());
      assertThat(body.path("version").asString()).isEqualTo("4");
      assertThat(body.path("status").asString()).isEqualTo("firing");
      JsonNode alert = body.path("alerts").path(0);
      assertThat(alert.at("/labels/alertname").asString()).isEqualTo("SOURCE_REFUSES");
      assertThat(alert.at("/labels/severity").asString()).isEqualTo("critical");
      assertThat(alert.at("/labels/source").asString()).isEqualTo("hooked");
      assertThat(alert.at("/annotations/summary").asString())
          .isEqualTo("hooked took none of 9 calls in 5 minutes");
      assertThat(alert.at("/annotations/summary_zh").asString()).contains("无一成功");
      assertThat(alert.path("startsAt").asString()).startsWith("20");
    } finally {
      webhook.destroy();
      receiver.stop(0);
    }
  }

  @Test
  void whatDashboardsAndRulesAskForIsMeasured() throws Exception {
    administrator.post(
        "/v1/messages",
        Company.json(
            "{application: esop, node: once, tenant: acme, to: [{email: m@acme.example}],"
                + " data: {name: M}}"));
    Set<String> asked = new TreeSet<>();
    for (String file : List.of("prometheus/herald.rules.yml", "grafana/herald.json")) {
      Matcher names =
          Pattern.compile("\\b(?:herald|hikaricp)_[a-z_]+")
              .matcher(Files.readString(Path.of("..", "deploy").resolve(file)));
      while (names.find()) {
        asked.add(names.group());
      }
    }
    assertThat(asked).hasSizeGreaterThan(10);

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(administrator.get("/actuator/prometheus").text().lines())
                .map(line -> line.split("[{ ]", 2)[0])
                .containsAll(asked));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(administrator.get("/actuator/prometheus").text())
                .contains("herald_messages_accepted_total{application=\"esop\"")
                .doesNotContain("m@acme.example"));
  }

  /** They are not told, and stay the oldest that nobody was told of. */
  @Test
  void manySilencedAlarmsHideNoneThatIsNewer() {
    transaction.executeWithoutResult(state -> {
      jdbc.sql(
              """
              insert into alarm (id, kind, subject, state, severity, reason_code, reason_with,
                value, since, fired_at)
              select gen_random_uuid(), 'FAILURE_RATE', 'silenced ' || n, 'FIRING', 'WARNING',
                'NODE_SILENT', '{"application": "a", "node": "n", "usual": 1}', 1, now(), now()
              from generate_series(1, 150) n
              """)
          .update();

      assertThat(store.untold(Notice.Event.FIRING, Notice.Way.WEBHOOK, Instant.now()))
          .hasSizeGreaterThanOrEqualTo(150);
      state.setRollbackOnly();
    });
  }

  /** With the program that Debian's package "prometheus" brings. */
  @Test
  void prometheusTakesTheRules() throws Exception {
    Path promtool =
        Stream.of("/usr/bin/promtool", "/usr/local/bin/promtool")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeThat(promtool != null || System.getenv("CI") != null)
        .as("apt-get install prometheus brings promtool")
        .isTrue();
    Process checked =
        new ProcessBuilder(
                String.valueOf(promtool), "check", "rules", "../deploy/prometheus/herald.rules.yml")
            .redirectErrorStream(true)
            .start();
    String said = new String(checked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(checked.waitFor()).as(said).isZero();
  }
}
