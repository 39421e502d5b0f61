package dev.herald.server.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What keeps others from an account, what its owner sees of it, and what is kept of refusals. */
@HeraldTest
class AccountIT {
  private static final String WORDS = "copper lantern drifting";
  private static final String FACTOR = "/v1/session/second-factor";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired Vault vault;

  private Api administrator;

  @BeforeEach
  void connect() {
    administrator = Api.administrator(environment);
    database.sql("delete from sign_in_attempts").update();
  }

  private static String unique(String name) {
    return name + UUID.randomUUID().toString().substring(0, 8);
  }

  private Browser viewer(String name) {
    return Browser.ofUser(administrator, name, "\"role\": \"viewer\"");
  }

  private static String id(Browser browser) {
    return browser.session().at("/user/id").asString();
  }

  private static Api.Answer begin(Browser browser, String password) {
    return browser.post(FACTOR, "{\"current\": \"%s\"}".formatted(password));
  }

  private List<String> actions(String subject) {
    return database
        .sql("select action from audit_entry where subject = ? order by position")
        .param(subject)
        .query(String.class)
        .list();
  }

  @Test
  void aStolenSessionGuessesThePasswordNoFasterThanAStranger() {
    String name = unique("stolen");
    Browser owner = viewer(name);
    Browser thief = Browser.at(environment);
    thief.signIn(name, Browser.password(name));
    String change = "{\"current\": \"%s\", \"password\": \"" + WORDS + "\"}";
    for (int i = 0; i < 10; i++) {
      Api.Answer refused =
          i % 2 == 0
              ? thief.put("/v1/session/password", change.formatted("guess " + i))
              : begin(thief, "guess " + i);
      assertThat(refused.wrongFields()).containsExactly("current");
    }
    hasTried(vault.blindIndex("sign-in again", sessionOf(thief)), 10);

    String right = change.formatted(Browser.password(name));
    assertThat(thief.put("/v1/session/password", right).status()).isEqualTo(429);
    assertThat(begin(thief, Browser.password(name)).status()).isEqualTo(429);
    String both = "{\"current\": \"x\", \"code\": \"1\"}";
    assertThat(thief.post(FACTOR + "/removal", both).status()).isEqualTo(429);
    assertThat(thief.post(FACTOR + "/recovery-codes", both).status()).isEqualTo(429);
    assertThat(thief.post(FACTOR + "/confirmation", "{\"code\": \"1\"}").status()).isEqualTo(429);
    assertThat(owner.put("/v1/session/password", right).status()).isEqualTo(200);
    assertThat(actions("user:" + name)).filteredOn("session.refused"::equals).hasSize(10);
  }

  private static String sessionOf(Browser browser) {
    byte[] id = Base64.getDecoder().decode(browser.cookie(Browser.SESSION));
    return new String(id, StandardCharsets.UTF_8);
  }

  /** As many more attempts, just now: the wait is too long to be over by itself. */
  private void hasTried(UUID key, int attempts) {
    int counted =
        database
            .sql(
                """
                update sign_in_attempts set attempts = attempts + 10, last_at = now()
                where key = ? and attempts = ?
                """)
            .params(key, attempts)
            .update();
    assertThat(counted).as("counted before").isOne();
  }

  @Test
  void theNameOfOnesTenantIsNoPassword() {
    String tenant = unique("ht").toLowerCase(Locale.ROOT);
    administrator.put(
        "/v1/tenants/" + tenant,
        "{\"name\": \"恒通科技\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}");
    String name = unique("member");
    Browser member =
        Browser.ofUser(
            administrator, name, "\"role\": \"viewer\", \"tenants\": [\"%s\"]".formatted(tenant));
    String change =
        "{\"current\": \"%s\", \"password\": \"%%s\"}".formatted(Browser.password(name));

    Api.Answer named = member.put("/v1/session/password", change.formatted("恒通科技2026"));

    assertThat(named.wrongFields()).containsExactly("password");
    assertThat(member.put("/v1/session/password", change.formatted(WORDS)).status()).isEqualTo(200);
  }

  @Test
  void strangersBehindOneAddressKeepNobodyOutWhoseBrowserIsKnown() {
    String name = unique("office");
    String colleague = unique("desk");
    Browser known = viewer(name);
    Browser.ofUser(administrator, colleague, "\"role\": \"viewer\"");
    known.signIn(colleague, Browser.password(colleague));
    Browser sprayer = Browser.at(environment);
    for (int i = 0; i < 30; i++) {
      assertThat(sprayer.signIn("name" + i, "spring 2026 rain").status()).isEqualTo(401);
    }
    hasTried(vault.blindIndex("sign-in address", "127.0.0.1"), 30);

    Browser unknown = Browser.at(environment);
    assertThat(unknown.signIn(name, Browser.password(name)).status()).isEqualTo(429);
    String shouted = name.toUpperCase(Locale.ROOT);
    assertThat(known.signIn(shouted, Browser.password(name)).status())
        .as("two people use this browser, and names are typed in any case")
        .isEqualTo(200);
    assertThat(known.signIn(colleague, Browser.password(colleague)).status()).isEqualTo(200);
    assertThat(known.signIn(unique("other"), "spring 2026 rain").status())
        .as("known for its own users only")
        .isEqualTo(429);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(details("sign-in.refused"))
                .anyMatch(row -> row.startsWith("request:POST /v1/session")));
  }

  @Test
  void aKnownBrowserHasNoMoreAttemptsThanItsOwn() {
    String name = unique("lost.laptop");
    Browser finder = viewer(name);
    for (int i = 0; i < 10; i++) {
      assertThat(finder.signIn(name, "guess number " + i).status()).isEqualTo(401);
    }
    String device = finder.cookie(Browser.DEVICE).split("\\.", 2)[0];
    hasTried(vault.blindIndex("sign-in device", device + " " + name), 10);

    assertThat(finder.signIn(name, Browser.password(name)).status()).isEqualTo(429);
    assertThat(Browser.at(environment).signIn(name, Browser.password(name)).status())
        .isEqualTo(200);
  }

  @Test
  void onesSessionsAreListedAndEndOneByOneOrAllButThis() {
    String name = unique("many");
    Browser here = viewer(name);
    List<Browser> others = IntStream.range(0, 3).mapToObj(_ -> Browser.at(environment)).toList();
    others.forEach(other -> other.signIn(name, Browser.password(name)));

    JsonNode items = here.get("/v1/sessions").json().path("items");

    assertThat(items).hasSize(4);
    assertThat(items.valueStream().filter(item -> item.path("current").asBoolean())).hasSize(1);
    assertThat(items.toString()).doesNotContain(sessionOf(here));
    JsonNode other =
        items.valueStream().filter(item -> !item.path("current").asBoolean()).findAny().get();
    assertThat(other.path("address").asString()).isEqualTo("127.0.0.1");
    assertThat(other.path("agent").asString()).contains("Java");
    assertThat(Instant.parse(other.path("begunAt").asString()))
        .isBeforeOrEqualTo(Instant.parse(other.path("lastUsedAt").asString()));

    String one = "/v1/sessions/" + other.path("id").asString();
    assertThat(viewer(unique("stranger")).delete(one).status()).isEqualTo(404);
    assertThat(here.delete(one).status()).isEqualTo(204);
    assertThat(here.delete(one).status()).isEqualTo(404);
    assertThat(others.stream().map(each -> each.get("/v1/session").status()))
        .containsExactlyInAnyOrder(401, 200, 200);
    assertThat(here.delete("/v1/sessions").status()).isEqualTo(204);
    assertThat(others).allMatch(each -> each.get("/v1/session").status() == 401);
    assertThat(here.get("/v1/sessions").json().path("items")).hasSize(1);
    assertThat(actions("user:" + name)).filteredOn("session.ended"::equals).hasSize(2);
  }

  @Test
  void anAdministratorSignsAUserOutEverywhere() {
    String name = unique("leaver");
    Browser here = viewer(name);

    assertThat(administrator.delete("/v1/users/" + id(here) + "/sessions").status()).isEqualTo(204);

    assertThat(here.get("/v1/session").status()).isEqualTo(401);
    assertThat(actions("user:" + name)).endsWith("user.signed-out");
    assertThat(administrator.delete("/v1/users/" + UUID.randomUUID() + "/sessions").status())
        .isEqualTo(404);
  }

  @Test
  void refusedKeysAreRecordedWithoutTheirSecrets() {
    Api application = administrator.asApplication(unique("app"));
    String key = application.key();
    String id = key.split("_")[1];
    String wrong = key.substring(0, key.length() - 8) + "00000000";

    for (int i = 0; i < 50; i++) {
      assertThat(application.with(wrong).get("/v1/messages").status()).isEqualTo(401);
      assertThat(
              application
                  .with(wrong)
                  .post("/v1/messages", "{\"to\": [{\"phone\": \"13800138000\"}]}")
                  .status())
          .isEqualTo(401);
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(details("key.refused")).anyMatch(row -> row.contains(id)));
    assertThat(details("key.refused"))
        .as("rolled up")
        .hasSizeLessThan(10)
        .noneMatch(row -> row.contains(key.split("_")[2].substring(0, 20)))
        .noneMatch(row -> row.contains("13800138000"));
  }

  private List<String> details(String action) {
    return database
        .sql(
            "select subject || ' ' || name || ' ' || detail::text from audit_entry where action ="
                + " ?")
        .param(action)
        .query(String.class)
        .list();
  }

  @Test
  void whoIsRefusedIsRecordedAlsoWhereTheAnswerIsThatThereIsNoSuchThing() {
    administrator.asApplication("seen");
    administrator.asApplication("unseen");
    String name = unique("curious");
    String limited = unique("limited");
    Browser curious = viewer(name);
    Browser confined =
        Browser.ofUser(
            administrator, limited, "\"role\": \"viewer\", \"applications\": [\"seen\"]");

    assertThat(curious.get("/v1/users").status()).isEqualTo(403);
    assertThat(confined.get("/v1/applications/unseen").status()).isEqualTo(404);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(details("access.refused"))
                .anyMatch(row -> row.startsWith("request:GET /v1/users " + name))
                .anyMatch(row ->
                    row.startsWith("request:GET /v1/applications/{application} " + limited)));
  }

  @Test
  void anExportIsRecordedWithItsFilterButNobodysAddress() {
    administrator.get("/v1/messages/export?destination=13800138000&state=FAILED");

    assertThat(details("message.exported"))
        .anySatisfy(row ->
            assertThat(row)
                .startsWith("message:many administrator")
                .contains("FAILED", "destination")
                .doesNotContain("13800138000"));
  }
}
