package dev.herald.server.audit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Authenticator;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.queue.Quarantined;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Does everything that can be done, and finds it in the log. What is mapped and neither done here
 * nor named with the reason why it needs no entry fails the last test. Without the role {@code
 * cron}, so that a resend job stays where it is.
 */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.roles=api,handler,admin"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryActIT {
  private static final String NODE = "/v1/applications/esop/nodes/vested";
  private static final String NDJSON = "application/x-ndjson";
  private static final String STAND_IN = "stand-ins in memory: nothing of the business";
  private static final String OF_A_MESSAGE = "the trace of the message tells it";
  private static final String OF_A_RECIPIENT = "a recipient's own; the trace tells of reading";
  private static final String OF_A_PERSON = "the preference says when, and that the person said it";
  private static final Map<String, String> NEEDS_NO_ENTRY =
      Map.ofEntries(
          entry("POST /v1/messages", "a message is its own record, and tells who handed it in"),
          entry(
              "POST /v1/messages/bulk", "a message is its own record, and tells who handed it in"),
          entry("POST /v1/applications/{application}/nodes/{node}/preview", "changes nothing"),
          entry("POST /v1/templates/{id}/versions/{number}/preview", "changes nothing"),
          entry("POST /v1/recalls/preview", "changes nothing"),
          entry("POST /v1/reschedules/preview", "changes nothing"),
          entry("POST /v1/cancellations/preview", "changes nothing"),
          entry("POST /v1/tenants/{tenant}/recipients/search", "changes nothing"),
          entry("POST /v1/schedules/preview", "changes nothing"),
          entry("POST /v1/waiting/preview", "changes nothing"),
          entry("POST /v1/find", "changes nothing"),
          entry("POST /v1/diagnose", "changes nothing"),
          entry("POST /v1/messages/sought", "changes nothing"),
          entry("POST /v1/resends/preview", "changes nothing"),
          entry("POST /v1/definition-trials/check", "changes nothing"),
          entry("POST /v1/definition-trials/dry-run", "changes nothing"),
          entry("POST /v1/suppressions/search", "changes nothing"),
          entry("POST /v1/tenants/{tenant}/preferences/search", "changes nothing"),
          entry("POST /p/{token}", OF_A_PERSON),
          entry("POST /p/{token}/unsubscribe", OF_A_PERSON),
          entry("POST /v1/uploads", "what it is brought for has one"),
          entry("POST /receipts/{source}", "the trace of the message has it"),
          entry("POST /sandbox/outbox/reconcile", "changes nothing"),
          entry("DELETE /sandbox/outbox", STAND_IN),
          entry("POST /sandbox/rules", STAND_IN),
          entry("DELETE /sandbox/rules", STAND_IN),
          entry("DELETE /sandbox/rules/{id}", STAND_IN),
          entry("POST /v1/messages/{id}/feedback", OF_A_MESSAGE),
          entry("POST /v1/feeds/{feed}/ack", OF_A_MESSAGE),
          entry("POST /v1/feeds/{feed}/nack", OF_A_MESSAGE),
          entry("POST /v1/feeds/{feed}/extend", OF_A_MESSAGE),
          entry("POST /v1/inbox/read", OF_A_RECIPIENT),
          entry("POST /v1/inbox/messages/{id}/read", OF_A_RECIPIENT),
          entry("POST /v1/inbox/messages/{id}/unread", OF_A_RECIPIENT),
          entry("POST /v1/inbox/messages/{id}/archive", OF_A_RECIPIENT),
          entry("POST /v1/inbox/tokens", "opens a recipient its own, and is made for each page"));

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired ApplicationContext context;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private final Set<String> done = new TreeSet<>();
  private Api administrator;

  /** Whoever can make a request. */
  interface Sender {
    Api.Answer send(String method, String path, String body, String type);
  }

  record Endpoint(String method, PathPattern path) {
    boolean takes(String otherMethod, String otherPath) {
      return method.equals(otherMethod) && path.matches(PathContainer.parsePath(otherPath));
    }

    @Override
    public String toString() {
      return method + " " + path.getPatternString();
    }
  }

  @BeforeAll
  void connect() {
    administrator = Api.administrator(environment);
  }

  private Stream<Endpoint> endpoints() {
    return mappings.getHandlerMethods().keySet().stream()
        .flatMap(EveryActIT::endpoints)
        .filter(endpoint -> !endpoint.method.equals("GET"));
  }

  private static Stream<Endpoint> endpoints(RequestMappingInfo info) {
    return Objects.requireNonNull(info.getPathPatternsCondition()).getPatterns().stream()
        .flatMap(path ->
            info.getMethodsCondition().getMethods().stream()
                .map(method -> new Endpoint(method.name(), path)));
  }

  /**
   * @param request method and path
   * @param body JSON with ' for "
   */
  private Api.Answer does(Sender who, String request, String body, String action) {
    String method = request.substring(0, request.indexOf(' '));
    String path = request.substring(request.indexOf(' ') + 1);
    long before = entries();
    String type = path.endsWith("/recipients") ? NDJSON : "application/json";

    Api.Answer answer = who.send(method, path, body.replace('\'', '"'), type);

    assertThat(answer.status()).as(request + " " + answer).isBetween(200, 299);
    assertThat(actionsAfter(before)).as(request).contains(action);
    endpoints()
        .filter(endpoint -> endpoint.takes(method, path))
        .min(Comparator.comparing(Endpoint::path))
        .ifPresent(endpoint -> done.add(endpoint.toString()));
    return answer;
  }

  private Api.Answer does(String request, String body, String action) {
    return does(administrator::send, request, body, action);
  }

  private long entries() {
    return database.sql("select count(*) from audit_entry").query(Long.class).single();
  }

  private List<String> actionsAfter(long position) {
    return database
        .sql("select action from audit_entry where position > ?")
        .param(position)
        .query(String.class)
        .list();
  }

  @Test
  @Order(1)
  void configuration() {
    String sender = "{'name': 'ESOP', 'owner': 'Li Lei'}";
    does("PUT /v1/applications/esop", sender, "application.created");
    String key =
        does("POST /v1/applications/esop/keys", "", "key.issued").json().path("id").asString();
    does("DELETE /v1/applications/esop/keys/" + key, "", "key.revoked");
    String tenant = "{'name': 'Acme', 'locale': 'zh-CN', 'zone': 'Asia/Shanghai'}";
    does("PUT /v1/tenants/acme", tenant, "tenant.created");
    String person = "'name': 'Zhang', 'addresses': {'email': 'zhang@acme.example'}}";
    does("PUT /v1/tenants/acme/recipients/E1", "{" + person, "recipient.created");
    does("POST /v1/tenants/acme/recipients", "{'code': 'E2'," + person, "recipient.imported");
    does("GET /v1/tenants/acme/recipients", "", "recipient.seen");
    String devices = "/v1/tenants/acme/recipients/E1/devices";
    String device =
        does(
                "POST " + devices,
                "{'channel': 'app-push', 'token': 'abc'}",
                "recipient.device-registered")
            .json()
            .path("id")
            .asString();
    does("DELETE %s/%s".formatted(devices, device), "", "recipient.device-removed");
    imports();
    does("GET /v1/tenants/acme/recipients/E1", "", "recipient.seen");
    does("GET /v1/tenants/acme/recipients/E1/export", "", "recipient.exported");
    String hold =
        does("POST /v1/legal-holds", "{'tenant': 'acme', 'reason': 'case 7'}", "legal-hold.made")
            .json()
            .path("id")
            .asString();
    does("DELETE /v1/legal-holds/" + hold, "", "legal-hold.ended");
    does(
        "PUT /v1/sources/mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from':"
            + " 'hr@acme.example'}}",
        "source.created");
    does("POST /v1/sources/mail/test", "{'to': 'a@acme.example'}", "source.tested");
    does("POST /v1/sources/mail/pause", "", "source.paused");
    does("POST /v1/sources/mail/resume", "", "source.resumed");
    does("POST /v1/lanes/bulk/pause", "{'reason': 'too much'}", "lane.paused");
    does("POST /v1/lanes/bulk/resume", "", "lane.resumed");
    does("POST /v1/configuration", "{'tenants': {'beta': " + tenant + "}}", "tenant.created");
  }

  @Test
  @Order(2)
  void nodesAndTemplates() {
    String content = "{'subject': '%s', 'text': '{{name}}'}";
    String template = "{'channel': 'email', 'content': " + content + "}";
    String schema = "{'type': 'object', 'properties': {'name': {'type': 'string'}}}";
    String node = "{'name': 'Vested', 'plan': 'email', 'locale': 'en', 'schema': " + schema + "}";
    does("PUT " + NODE, node, "node.created");
    does("POST " + NODE + "/pause", "", "node.paused");
    does("POST " + NODE + "/resume", "", "node.resumed");
    does("POST /v1/applications/esop/pause", "", "application.paused");
    does("POST /v1/applications/esop/resume", "{'perMinute': 60}", "application.resumed");
    does("PUT /v1/sources/mail/price", "{'currency': 'CNY', 'prices': {'*': 0.01}}", "price.set");
    does("DELETE /v1/sources/mail/price", "", "price.deleted");
    does("PUT /v1/applications/esop/budget", "{'currency': 'CNY', 'perMonth': 100}", "budget.set");
    does("DELETE /v1/applications/esop/budget", "", "budget.deleted");
    does("POST /v1/tenants/acme/pause", "", "tenant.paused");
    does("POST /v1/tenants/acme/resume", "", "tenant.resumed");
    String held =
        does("POST /v1/waiting/acts", "{'act': 'HOLD', 'lane': 'bulk'}", "waiting.held")
            .json()
            .path("id")
            .asString();
    does("POST /v1/waiting/acts/" + held + "/undo", "", "waiting.undone");
    does("PUT " + NODE + "/templates", template.formatted("one"), "template.created");
    does("POST " + NODE + "/templates", template.formatted("two"), "template.drafted");
    String id =
        administrator.get(NODE + "/templates").json().path("items").path(0).path("id").asString();
    String versions = "/v1/templates/" + id;
    does("POST " + versions + "/versions/2/publish", "", "template.published");
    does(
        "POST " + NODE + "/test",
        "{'tenant': 'acme', 'channel': 'email', 'data': {'name': 'Z'}, 'to': 'a@acme.example'}",
        "source.tested");
    does("DELETE " + versions + "/published", "", "template.withdrawn");
    does("POST " + versions + "/versions/1/publish", "", "template.published");
    does("PUT " + NODE + "/second-person", "{'needed': true}", "node.updated");
    does("PUT " + NODE + "/second-person", "{'needed': false}", "node.updated");
  }

  @Test
  @Order(2)
  void definitions() {
    String yaml =
        "'connector: own\\nchannel: chat\\ndestination: user\\ncontents: [text]\\nrequest:\\n"
            + "  post: https://%s.example/in\\n  json: { text: hello }\\nanswer:\\n"
            + "  success: 202\\nambiguous: hold\\n'";
    String first = "{'yaml': " + yaml.formatted("one") + "}";
    String second = "{'yaml': " + yaml.formatted("two") + "}";
    String trial = "{'yaml': " + yaml.formatted("one") + ", 'to': 'somebody'}";
    does("POST /v1/definition-trials/test", trial, "definition.tested");
    does("PUT /v1/definitions/own", first, "definition.created");
    does("POST /v1/definitions/own", second, "definition.drafted");
    does("POST /v1/definitions/own/versions/2/publish", "", "definition.published");
    does("DELETE /v1/definitions/own/published", "", "definition.withdrawn");
    does("POST /v1/plugins/reload", "", "plugin.reloaded");
  }

  @Test
  @Order(3)
  void messages() {
    String sent = "/v1/messages/" + submitted("");
    await().until(() -> administrator.get(sent).json().path("state").asString().equals("SENT"));
    does("POST " + sent + "/resend", "", "message.resent");
    does("POST " + sent + "/reveal", "", "message.revealed");
    does("POST " + leftToAPerson(sent) + "/ask", "", "message.asked");
    String later = submitted(", 'at': '%s'".formatted(Instant.now().plus(Duration.ofDays(1))));
    does("POST /v1/messages/" + later + "/reschedule", "", "message.rescheduled");
    String put = submitted(", 'at': '%s'".formatted(Instant.now().plus(Duration.ofDays(1))));
    does("POST /v1/messages/" + put + "/cancel", "", "message.cancelled");
    String waiting = submitted(", 'at': '%s'".formatted(Instant.now().plus(Duration.ofDays(1))));
    does("POST /v1/messages/" + waiting + "/recall", "", "message.recalled");
    String job =
        does("POST /v1/resends", "{'filter': {'application': 'esop'}}", "resend.made")
            .json()
            .path("id")
            .asString();
    does("POST /v1/resends/" + job + "/stop", "", "resend.stopped");
    does("POST /v1/reschedules", "{'filter': {'state': 'SUPPRESSED'}}", "reschedule.made");
    does("POST /v1/cancellations", "{'filter': {'state': 'SUPPRESSED'}}", "cancellation.made");
    does("POST /v1/recalls", "{'filter': {'state': 'SUPPRESSED'}}", "recall.made");
  }

  private void imports() {
    String file =
        administrator
            .send("POST", "/v1/uploads", "code,name\nE2,Zhang\n", "text/csv")
            .json()
            .path("id")
            .asString();
    String imports = "/v1/tenants/acme/imports";
    String order = "{'upload': '%s', 'mapping': {'code': 'code', 'name': 'name'}}".formatted(file);
    String id = does("POST " + imports, order, "import.made").json().path("id").asString();
    does("GET %s/%s/faults/export".formatted(imports, id), "", "import.exported");
    database.sql("update recipient_import set state = 'CHECKED'").update();
    does("POST %s/%s/start".formatted(imports, id), "", "import.started");
    does("POST %s/%s/stop".formatted(imports, id), "", "import.stopped");
  }

  @Test
  @Order(3)
  void campaigns() {
    administrator.put(
        "/v1/applications/esop/nodes/news",
        "{\"name\": \"N\", \"lane\": \"bulk\", \"plan\": \"email\", \"locale\": \"en\"}");
    String order =
        "{'name': 'N', 'application': 'esop', 'node': 'news', 'tenant': 'acme', 'query': {}}";
    String id = does("POST /v1/campaigns", order, "campaign.made").json().path("id").asString();
    String one = "/v1/campaigns/" + id;
    does("POST %s/pace".formatted(one), "{'perSecond': 5}", "campaign.paced");
    database
        .sql("update campaign set state = 'READY', total = 1, requested_by = 'another'")
        .update();
    does("POST %s/approve".formatted(one), "", "campaign.approved");
    does("POST %s/start".formatted(one), "", "campaign.started");
    does("POST %s/pause".formatted(one), "", "campaign.paused");
    does("GET %s/report".formatted(one), "", "campaign.exported");
    does("GET %s/faults/export".formatted(one), "", "campaign.exported");
    does("POST %s/stop".formatted(one), "", "campaign.stopped");
  }

  @Test
  @Order(3)
  void suppressions() {
    String wanted = "{'tenant': 'acme', 'channel': 'email', 'address': 'b@acme.example'}";
    String entry =
        does("POST /v1/suppressions", wanted, "suppression.added").json().path("id").asString();
    does("GET /v1/suppressions/export", "", "suppression.exported");
    does("DELETE /v1/suppressions/" + entry, "", "suppression.lifted");
  }

  @Test
  @Order(3)
  void preferences() {
    String own = "/v1/tenants/acme/recipients/E1/preferences";
    does("PUT /v1/topics/news", "{'name': {'en': 'News'}}", "topic.created");
    does(
        "PUT " + own,
        "{'preferences': [{'topic': 'news', 'wanted': false}]}",
        "preference.updated");
    does("POST " + own + "/link", "", "preference.linked");
    String address = "{'channel': 'email', 'address': 'b@acme.example', 'preferences': []}";
    does("POST /v1/tenants/acme/preferences", address, "preference.updated");
    does("DELETE /v1/topics/news", "", "topic.deleted");
  }

  @Test
  @Order(3)
  void queues() {
    String body =
        """
        {"node": "vested", "tenant": "acme", "to": [{"recipient": "E1"}], "data": {"name": "Q"}}\
        """;
    String kept = "/v1/quarantine/" + Quarantined.record(context, "esop", "rubbish");
    does("PUT /v1/feeds/ledger", "{'deliveries': 3}", "feed.updated");
    does("POST " + kept + "/reveal", "", "quarantined.revealed");
    String mended = "{'body': '%s'}".formatted(body.replace("\"", "\\'"));
    does("PUT " + kept, mended, "quarantined.mended");
    does("POST " + kept + "/replay", "", "quarantined.replayed");
    String other = "/v1/quarantine/" + Quarantined.record(context, "esop", "rubbish");
    does("POST " + other + "/discard", "", "quarantined.discarded");
  }

  @Test
  @Order(3)
  void schedules() {
    String one = "/v1/applications/esop/schedules/yearly";
    String spec =
        "{'rule': {'cron': '0 9 1 1 *'}, 'zone': 'Asia/Shanghai', 'url': 'https://app.example/%s'}";
    does("PUT " + one, spec.formatted("a"), "schedule.created");
    does("PUT " + one, spec.formatted("b"), "schedule.updated");
    does("POST " + one + "/secret", "", "schedule.secret-replaced");
    does("POST " + one + "/pause", "", "schedule.paused");
    does("POST " + one + "/resume", "", "schedule.resumed");
    does("POST " + one + "/run", "", "schedule.run");
    does("POST " + one + "/stop", "", "schedule.stopped");
    does("DELETE " + one, "", "schedule.deleted");
    String calendar = "/v1/tenants/acme/calendar";
    does("PUT " + calendar, "{'holidays': ['2027-01-01']}", "calendar.created");
    does("POST " + calendar + "/csv", "{'csv': '2027-01-02,holiday'}", "calendar.updated");
  }

  @Test
  @Order(3)
  void subscriptions() {
    String one = "/v1/applications/esop/subscriptions/hook";
    does("PUT " + one, "{'url': 'https://hook.example/'}", "subscription.created");
    does("PUT " + one, "{'url': 'https://hook.example/2'}", "subscription.updated");
    does("POST " + one + "/secret", "", "subscription.secret-replaced");
    Api.Answer tested = does("POST " + one + "/test", "", "subscription.tested");
    String delivery = tested.json().path("id").asString();
    does("POST " + one + "/deliveries/" + delivery + "/replay", "", "subscription.replayed");
    does("POST " + one + "/replay", "{'since': '2026-01-01T00:00:00Z'}", "subscription.replayed");
    does("DELETE " + one, "", "subscription.deleted");
  }

  @Test
  @Order(3)
  void alarms() {
    database
        .sql(
            """
            insert into alarm (id, kind, subject, state, severity, reason_code, value, since)
            values (gen_random_uuid(), 'DISK', 'here', 'FIRING', 'CRITICAL', 'DISK_FILLS', 3, now())
            """)
        .update();
    String alarm = database.sql("select cast(id as text) from alarm").query(String.class).single();
    does("POST /v1/alarms/" + alarm + "/acknowledge", "{'note': 'on it'}", "alarm.acknowledged");
    String rule =
        does("PUT /v1/alarm-rules", "{'kind': 'DISK', 'threshold': 5}", "alarm-rule.set")
            .json()
            .path("id")
            .asString();
    does("DELETE /v1/alarm-rules/" + rule, "", "alarm-rule.deleted");
    String silence =
        does("POST /v1/alarm-silences", "{'minutes': 5}", "alarm-silence.made")
            .json()
            .path("id")
            .asString();
    does("DELETE /v1/alarm-silences/" + silence, "", "alarm-silence.ended");
    does(
        "PUT /v1/alarm-settings",
        "{'webhook': 'https://alerts.example.com/hook'}",
        "alarm-settings.set");
  }

  /** As it stands when its provider was asked in vain. */
  private String leftToAPerson(String message) {
    administrator.put(
        "/v1/sources/sms",
        """
        {"connector": "tencent-sms", "settings": {"secretId": "AKIDsandbox", "secretKey": "key",
          "appId": "1400000001", "signName": "Acme"}}
        """);
    database
        .sql(
            """
            update event set state = 'UNKNOWN', outcome = 'UNKNOWN', provider_id = '2019:1',
              source_id = (select id from source where code = 'sms')
            where outcome is not null
            """)
        .update();
    return message;
  }

  private String submitted(String more) {
    String body =
        "{'application': 'esop', 'node': 'vested', 'tenant': 'acme', 'to': [{'recipient': 'E1'}],"
            + " 'data': {'name': 'Zhang'}%s}";
    Api.Answer answer = administrator.post("/v1/messages", body.formatted(more).replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  @Test
  @Order(4)
  void people() throws Exception {
    Browser first = Browser.at(environment);
    String setup = "{'token': '%s', 'name': 'han', 'displayName': 'Han', 'password': '%s'}";
    first.taken(
        does(
            first::send,
            "POST /v1/session/setup",
            setup.formatted(Browser.setupToken(environment), Browser.password("han")),
            "user.created"));
    String user = "'displayName': 'Li', 'role': 'viewer'}";
    String id =
        does(first::send, "POST /v1/users", "{'name': 'li', " + user, "user.created")
            .json()
            .path("id")
            .asString();
    does(first::send, "POST /v1/users/" + id + "/invitation", "", "user.invited");
    String invitation = Browser.invitation(administrator, id);

    Browser second = Browser.at(environment);
    String password = Browser.password("li");
    String accepted = "{'token': '%s', 'password': '%s'}".formatted(invitation, password);
    second.taken(
        does(second::send, "POST /v1/session/invitation", accepted, "user.invitation-accepted"));
    String change = "{'current': '%s', 'password': '%s!'}".formatted(password, password);
    second.taken(does(second::send, "PUT /v1/session/password", change, "user.password-changed"));
    sessions(second, password + "!");
    String secret = secondFactor(second, password + "!");
    proves(second, secret, password + "!", "recovery-codes", "user.recovery-codes-renewed");
    second.taken(proves(second, secret, password + "!", "removal", "user.second-factor-removed"));
    does(second::send, "DELETE /v1/session", "", "session.closed");
    String credentials = "{'name': 'li', 'password': '%s!'}".formatted(password);
    second.taken(does(second::send, "POST /v1/session", credentials, "session.opened"));

    String anew = secondFactor(second, password + "!");
    String token = second.signIn("li", password + "!").json().path("token").asString();
    String code = "{'token': '%s', 'code': '%s'}".formatted(token, codeNow(anew));
    does(second::send, "POST /v1/session/second-step", code, "session.opened");
    does(first::send, "DELETE /v1/users/" + id + "/second-factor", "", "user.second-factor-reset");
    does(first::send, "DELETE /v1/users/" + id + "/sessions", "", "user.signed-out");
    String editor = "{'displayName': 'Li', 'role': 'editor'}";
    does(first::send, "PUT /v1/users/" + id, editor, "user.updated");
    does(first::send, "DELETE /v1/users/" + id, "", "user.deleted");
  }

  private void sessions(Browser person, String password) {
    Browser elsewhere = Browser.at(environment);
    elsewhere.signIn("li", password);
    String other =
        person
            .get("/v1/sessions")
            .json()
            .path("items")
            .valueStream()
            .filter(session -> !session.path("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    does(person::send, "DELETE /v1/sessions/" + other, "", "session.ended");
    does(person::send, "DELETE /v1/sessions", "", "session.ended");
  }

  /**
   * @return the secret that it is set up with
   */
  private String secondFactor(Browser person, String password) {
    String factor = "POST /v1/session/second-factor";
    String current = "{'current': '%s'}".formatted(password);
    String secret =
        does(person::send, factor, current, "user.second-factor-begun")
            .json()
            .path("secret")
            .asString();
    String code = "{'code': '%s'}".formatted(codeNow(secret));
    Api.Answer added =
        does(person::send, factor + "/confirmation", code, "user.second-factor-added");
    person.takeToken(added.json().at("/session/csrf/token").asString());
    return secret;
  }

  private Api.Answer proves(
      Browser person, String secret, String password, String what, String action) {
    String proof = "{'current': '%s', 'code': '%s'}".formatted(password, codeNow(secret));
    return does(person::send, "POST /v1/session/second-factor/" + what, proof, action);
  }

  /** As if no code of these thirty seconds had been shown yet. */
  private String codeNow(String secret) {
    database.sql("update second_factor set last_step = 0").update();
    return Authenticator.code(secret);
  }

  @Test
  @Order(5)
  void deletions() {
    administrator.put(
        "/v1/applications/esop/nodes/unused",
        "{\"name\": \"U\", \"plan\": \"email\", \"locale\": \"en\", \"schema\": {\"type\":"
            + " \"object\"}}");
    does("DELETE /v1/applications/esop/nodes/unused", "", "node.deleted");
    does("DELETE /v1/tenants/acme/recipients/E2", "", "recipient.deleted");
    administrator.put("/v1/tenants/acme/recipients/E3", "{\"name\": \"Wang\"}");
    does("POST /v1/tenants/acme/recipients/E3/erase", "", "recipient.erased");
    administrator.post("/v1/sources/mail/pause", "");
    does("DELETE /v1/sources/mail", "", "source.deleted");
    does("DELETE /v1/tenants/beta", "", "tenant.deleted");
    administrator.put("/v1/applications/idle", "{\"name\": \"I\", \"owner\": \"Li\"}");
    does("DELETE /v1/applications/idle", "", "application.deleted");
  }

  @Test
  @Order(6)
  void downloadsAndRefusals() {
    does("GET /v1/messages/export?tenant=acme", "", "message.exported");
    long before = entries();
    administrator.with("hk_none").get("/v1/messages");
    administrator.asApplication("other").get("/v1/users");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> actionsAfter(before).containsAll(Set.of("key.refused", "access.refused")));
  }

  /** The page asks every few seconds. */
  @Test
  @Order(6)
  void aLookAtTheOutboxIsRecordedOnceInAWhile() {
    long before = entries();

    administrator.get("/sandbox/outbox");
    administrator.get("/sandbox/outbox?channel=email");

    assertThat(actionsAfter(before)).containsOnlyOnce("outbox.seen");
  }

  @Test
  @Order(6)
  void noAddressOfAPersonIsInTheLog() {
    String person = "{\"name\": \"Zhang\", \"addresses\": {}}";
    String people = "/v1/tenants/acme/recipients";
    for (String code : List.of("13800138000", "zhang.san@person.example")) {
      administrator.put(people + "/" + code, person);
      administrator.get(people + "/" + code);
      administrator.delete(people + "/" + code);
      administrator.send(
          "POST", people, person.replace("{\"n", "{\"code\": \"" + code + "\", \"n"), NDJSON);
    }
    assertThat(administrator.get("/sandbox/outbox/13800138000").status()).isEqualTo(404);
    String sender =
        "{\"name\": \"I\", \"owner\": \"Li\", \"contact\": \"zhang.san@person.example\"}";
    administrator.put("/v1/applications/esop", sender);

    String log =
        database
            .sql(
                "select string_agg(concat_ws(' ', action, subject, detail), '\n') from audit_entry")
            .query(String.class)
            .single();
    assertThat(log)
        .contains("recipient:acme/+86***000~", "recipient:acme/zh***an@person.example~")
        .doesNotContain("13800138000", "zhang.san@person");
  }

  @Test
  @Order(7)
  void nothingThatIsMappedWasLeftOut() {
    Set<String> mapped = new TreeSet<>();
    endpoints().map(Endpoint::toString).forEach(mapped::add);
    done.addAll(NEEDS_NO_ENTRY.keySet());

    assertThat(done).isEqualTo(mapped);
  }
}
