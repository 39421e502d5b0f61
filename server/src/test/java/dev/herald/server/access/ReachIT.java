package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.queue.Quarantined;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What somebody who is limited to one tenant, or to one application, sees of a Herald that has two
 * of each, with the same person in both. Without {@code cron}: resend jobs stay where they are.
 */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.roles=api,handler,admin"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachIT {
  private static final String PHONE = "13800138000";

  @Autowired ApplicationContext context;
  @Autowired Environment environment;
  private Api administrator;

  /**
   * Somebody who is limited, and what is there for this one and what is not.
   *
   * @param field the parameter by which lists are limited
   */
  record Limited(String field, Browser browser, String ownMessage, String othersMessage) {
    List<String> owners(JsonNode messages) {
      String pointer = field.equals("tenant") ? "/tenant" : "/application/code";
      return messages.valueStream().map(message -> message.at(pointer).asString()).toList();
    }

    @Override
    public String toString() {
      return "limited by " + field;
    }
  }

  private Limited byTenant;
  private Limited byApplication;

  @BeforeAll
  void thereAreTwoOfEach() {
    administrator = Api.administrator(environment);
    for (String code : List.of("mine", "theirs")) {
      put(
          "/v1/tenants/" + code,
          "{'name': '%s', 'locale': 'zh-CN', 'zone': 'Asia/Shanghai'}",
          code);
      put(
          "/v1/tenants/" + code + "/recipients/E1",
          "{'name': 'Zhang', 'addresses': {'sms': '%s'}}",
          PHONE);
      put(
          "/v1/sources/sms-" + code,
          """
          {'connector': 'tencent-sms', 'tenant': '%s', 'settings': {'secretId': 'AKIDsandbox',
           'secretKey': 'key', 'appId': '1400000001', 'signName': 'Acme'}}
          """,
          code);
    }
    for (String code : List.of("mine", "theirs")) {
      put("/v1/applications/" + code, "{'name': '%s', 'owner': 'Li Lei'}", code);
      put(
          "/v1/applications/" + code + "/nodes/code",
          """
          {'name': '%s', 'plan': 'sms', 'locale': 'zh-CN',
           'schema': {'type': 'object', 'properties': {'order': {'type': 'string', 'x-search': true}}},
           'templates': [
             {'channel': 'sms', 'tenant': 'mine', 'content': {'template': '1', 'params': []}},
             {'channel': 'sms', 'tenant': 'theirs', 'content': {'template': '2', 'params': []}}]}
          """,
          code);
    }
    String both = submitted("mine", "mine");
    byTenant = new Limited("tenant", user("tenants"), both, submitted("mine", "theirs"));
    byApplication =
        new Limited("application", user("applications"), both, submitted("theirs", "mine"));
  }

  private void put(String path, String json, String value) {
    Api.Answer answer = administrator.put(path, json.formatted(value).replace('\'', '"'));
    assertThat(answer.status()).as(path + " " + answer).isLessThan(300);
  }

  private Browser user(String limit) {
    return Browser.ofUser(
        administrator,
        "of." + limit,
        "\"role\": \"operator\", \"seesPersonalData\": true, \"%s\": [\"mine\"]".formatted(limit));
  }

  private String submitted(String application, String tenant) {
    String body =
        """
        {"application": "%s", "node": "code", "tenant": "%s", "to": [{"recipient": "E1"}],
         "data": {"order": "GR-17"}}
        """
            .formatted(application, tenant);
    Api.Answer answer = administrator.post("/v1/messages", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    String id = answer.json().at("/messages/0/id").asString();
    await()
        .until(() ->
            administrator.get("/v1/messages/" + id).json().path("state").asString().equals("SENT"));
    return id;
  }

  Stream<Limited> everybody() {
    return Stream.of(byTenant, byApplication);
  }

  private static List<String> all(JsonNode items, String field) {
    return items.valueStream().map(item -> item.path(field).asString()).toList();
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void aMessageOfOthersIsNotThereByItsId(Limited who) {
    for (String what : List.of("", "/content", "/channels")) {
      assertThat(who.browser.get("/v1/messages/" + who.ownMessage + what).status())
          .as(what)
          .isEqualTo(200);
      assertThat(who.browser.get("/v1/messages/" + who.othersMessage + what).status())
          .as(what)
          .isEqualTo(404);
    }
    for (String act : List.of("resend", "cancel", "reveal")) {
      assertThat(who.browser.post("/v1/messages/" + who.othersMessage + "/" + act, "").status())
          .as(act)
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void listsCountsExportsAndFindingsLeaveOutWhatIsOthers(Limited who) {
    assertThat(who.owners(who.browser.get("/v1/messages").json().path("items")))
        .isNotEmpty()
        .containsOnly("mine");
    assertThat(who.browser.get("/v1/messages/export").text())
        .contains(who.ownMessage)
        .doesNotContain(who.othersMessage);
    long counted = who.browser.get("/v1/messages/counts").json().at("/byState/SENT").asLong();
    assertThat(counted)
        .isLessThan(administrator.get("/v1/messages/counts").json().at("/byState/SENT").asLong());
    for (String known : List.of(PHONE, "E1", "GR-17", who.othersMessage)) {
      JsonNode found = who.browser.get("/v1/find?q=" + known).json();
      assertThat(who.owners(found.path("messages")))
          .as(known + " " + found)
          .doesNotContain("theirs");
    }
    assertThat(who.browser.get("/v1/messages?" + who.field + "=theirs").status()).isEqualTo(404);
  }

  @Test
  void nothingIsToldOfPeopleAndSourcesOfAnotherTenant() {
    Browser who = byTenant.browser;

    assertThat(who.get("/v1/find?q=E1").text()).contains("mine/E1").doesNotContain("theirs/E1");
    assertThat(who.get("/v1/tenants/theirs/recipients").status()).isEqualTo(404);
    assertThat(all(who.get("/v1/sources").json().path("items"), "code"))
        .containsExactly("sms-mine");
    assertThat(who.get("/v1/sources/sms-theirs").status()).isEqualTo(404);
    assertThat(who.post("/v1/sources/sms-theirs/pause", "").status()).isEqualTo(404);
    assertThat(who.post("/v1/sources/sms-theirs/test", "{\"to\": \"+8613800138000\"}").status())
        .isEqualTo(404);
  }

  /** Whose tenant's it is, nobody can tell of a record that could not be read. */
  @Test
  void recordsOfQueuesAreForThoseWhoSeeAllTenants() {
    UUID record = Quarantined.record(context, "mine", "{\"to\": \"+8613900000077\"");
    String path = "/v1/quarantine/" + record;

    assertThat(byTenant.browser.get("/v1/quarantine").status()).isEqualTo(403);
    assertThat(byTenant.browser.get(path).status()).isEqualTo(403);
    assertThat(byTenant.browser.post(path + "/reveal", "").status()).isEqualTo(403);
    assertThat(byTenant.browser.post(path + "/replay", "").status()).isEqualTo(403);
    assertThat(byTenant.browser.post(path + "/discard", "").status()).isEqualTo(403);
    assertThat(byApplication.browser.get(path).status()).isEqualTo(200);
  }

  /** A number of a country that only another tenant is of. */
  @Test
  void inWhichCountriesOthersAreIsNotTold() {
    put("/v1/tenants/abroad", "{'name': '%s', 'locale': 'zh-HK', 'zone': 'Asia/Hong_Kong'}", "HK");

    assertThat(byTenant.browser.get("/v1/find?q=91234567").json().path("understood")).isEmpty();
    assertThat(administrator.get("/v1/find?q=91234567").text()).contains("phone");
  }

  @Test
  void templatesOfAnotherTenantAreSeenNowhere() {
    Browser who = byTenant.browser;
    String node = "/v1/applications/mine/nodes/code";
    String theirs =
        administrator
            .get(node + "/templates?tenant=theirs")
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asString();

    for (String view : List.of("", "/templates", "/matrix")) {
      assertThat(who.get(node + view).text())
          .as(view)
          .contains("\"mine\"")
          .doesNotContain("\"theirs\"", theirs);
    }
    String template = "/v1/templates/" + theirs;
    for (String view : List.of("/versions", "/versions/1", "/versions/1/diff/1")) {
      assertThat(who.get(template + view).status()).as(view).isEqualTo(404);
    }
    assertThat(who.post(template + "/versions/1/preview", "{}").status()).isEqualTo(404);
    assertThat(who.post(node + "/preview", "{\"tenant\": \"theirs\"}").status()).isEqualTo(404);
    String version = administrator.get(template + "/versions/1").json().path("id").asString();
    String test = "{\"tenant\": \"mine\", \"version\": \"%s\", \"to\": \"+8613800138000\"}";
    assertThat(who.post(node + "/test", test.formatted(version)).status()).isEqualTo(404);
    assertThat(who.post(node + "/test", "{}").status()).isEqualTo(404);
    assertThat(administrator.post(node + "/test", "{}").wrongFields()).containsExactly("tenant");
    assertThat(who.post(node + "/test", test.replace("mine", "theirs").formatted(version)).status())
        .isEqualTo(404);
  }

  @Test
  void nodesOfAnotherApplicationAreSeenNowhere() {
    Browser who = byApplication.browser;
    String template =
        administrator
            .get("/v1/applications/theirs/nodes/code/templates")
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asString();

    assertThat(who.get("/v1/applications/theirs/nodes").status()).isEqualTo(404);
    assertThat(who.get("/v1/applications/theirs/nodes/code/snippets").status()).isEqualTo(404);
    assertThat(who.get("/v1/templates/" + template + "/versions").status()).isEqualTo(404);
  }

  @Test
  void pausesAreListedAsFarAsTheyConcernTheCaller() {
    List<String> paused = List.of("mine", "theirs");
    for (String code : paused) {
      administrator.post("/v1/applications/" + code + "/nodes/code/pause", "");
      administrator.post("/v1/sources/sms-" + code + "/pause", "");
    }
    administrator.post("/v1/lanes/bulk/pause", "");
    try {
      assertThat(all(byTenant.browser.get("/v1/pauses").json().path("items"), "key"))
          .containsExactlyInAnyOrder("mine/code", "theirs/code", "sms-mine", "bulk");
      assertThat(all(byApplication.browser.get("/v1/pauses").json().path("items"), "key"))
          .containsExactlyInAnyOrder("mine/code", "sms-mine", "sms-theirs", "bulk");
    } finally {
      for (String code : paused) {
        administrator.post("/v1/applications/" + code + "/nodes/code/resume", "");
        administrator.post("/v1/sources/sms-" + code + "/resume", "");
      }
      administrator.post("/v1/lanes/bulk/resume", "");
    }
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void manyAreResentOnlyOfWhatTheFilterNamesAsTheCallersOwn(Limited who) {
    String filter = "{\"filter\": {\"%s\": \"%s\", \"state\": \"SENT\"}}";
    String own = filter.formatted(who.field, "mine");

    assertThat(who.browser.post("/v1/resends", "{\"filter\": {\"state\": \"SENT\"}}").wrongFields())
        .containsExactly("filter." + who.field);
    assertThat(who.browser.post("/v1/resends", filter.formatted(who.field, "theirs")).wrongFields())
        .containsExactly("filter." + who.field);
    assertThat(who.browser.post("/v1/resends/preview", own).status()).isEqualTo(200);
    Api.Answer made = who.browser.post("/v1/resends", own);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String id = made.json().path("id").asString();
    assertThat(who.browser.get("/v1/resends/" + id).status()).isEqualTo(200);
    assertThat(who.browser.post("/v1/resends/" + id + "/stop", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void resendJobsBeyondTheCallersOwnAreNotThere(Limited who) {
    String order = "{\"filter\": {\"destination\": \"%s\"}}".formatted(PHONE);
    String id = administrator.post("/v1/resends", order).json().path("id").asString();

    assertThat(all(who.browser.get("/v1/resends").json().path("items"), "id")).doesNotContain(id);
    assertThat(who.browser.get("/v1/resends/" + id).status()).isEqualTo(404);
    assertThat(who.browser.post("/v1/resends/" + id + "/stop", "").status()).isEqualTo(404);
    JsonNode stopped = administrator.post("/v1/resends/" + id + "/stop", "").json();
    assertThat(stopped.toString()).contains("STOPPED").doesNotContain(PHONE);
  }

  /** Whoever is limited has an overview of what is within the limit, and no zeros of the rest. */
  @ParameterizedTest
  @MethodSource("everybody")
  void figuresAreOfWhatIsInReach(Limited limited) {
    String by = "/v1/overview/business?by=" + limited.field.toUpperCase(Locale.ROOT);
    await()
        .untilAsserted(
            () -> assertThat(keys(administrator.get(by).json())).contains("mine", "theirs"));

    JsonNode seen = limited.browser.get(by).json();

    assertThat(keys(seen)).containsExactly("mine");
    assertThat(seen.at("/all/today/accepted").asInt())
        .isPositive()
        .isEqualTo(seen.at("/of/0/today/accepted").asInt());
    assertThat(limited.browser.get("/v1/alarms").json().path("items")).isEmpty();
  }

  private static List<String> keys(JsonNode business) {
    return business.path("of").valueStream().map(line -> line.path("key").asString()).toList();
  }
}
