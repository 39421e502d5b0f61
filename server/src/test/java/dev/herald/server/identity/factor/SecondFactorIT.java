package dev.herald.server.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Codes of a second factor, from the first to the last. */
@HeraldTest
@TestPropertySource(properties = "herald.second-factor.required-of=editor,administrator")
class SecondFactorIT {
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

  /** Sets a second factor up; the answer holds the recovery codes. */
  private JsonNode enrolled(Browser browser, String name) {
    Api.Answer begun = begin(browser, Browser.password(name));
    assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
    Api.Answer added = browser.post(FACTOR + "/confirmation", code(0, id(browser)));
    assertThat(added.status()).as(added.toString()).isEqualTo(200);
    browser.takeToken(added.json().at("/session/csrf/token").asString());
    return added.json().path("recoveryCodes");
  }

  private String code(int stepsAhead, String user) {
    return "{\"code\": \"%s\"}".formatted(digits(stepsAhead, user));
  }

  /** As the user's authenticator shows it then. */
  private String digits(int stepsAhead, String user) {
    return Totp.code(secret(user), Totp.step(Instant.now()) + stepsAhead);
  }

  /** The last that was taken. */
  private String spent(String user) {
    long step =
        database
            .sql("select last_step from second_factor where user_id = ?")
            .param(UUID.fromString(user))
            .query(Long.class)
            .single();
    return Totp.code(secret(user), step);
  }

  private byte[] secret(String user) {
    return vault.open(sealed(user), utf8("second_factor " + user));
  }

  private byte[] sealed(String user) {
    return database
        .sql("select secret from second_factor where user_id = ?")
        .param(UUID.fromString(user))
        .query((row, _) -> row.getBytes(1))
        .single();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As if the steps of the codes shown so far were long ago. */
  private void letTimePass(String user) {
    database
        .sql("update second_factor set last_step = 1 where user_id = ?")
        .param(UUID.fromString(user))
        .update();
  }

  private Api.Answer secondStep(Browser browser, Api.Answer first, String code) {
    return browser.taken(
        browser.post(
            "/v1/session/second-step",
            "{\"token\": \"%s\", \"code\": \"%s\"}"
                .formatted(first.json().path("token").asString(), code)));
  }

  @Test
  void signingInTakesACodeOnceOneIsSetUpAndEachCodeOpensOnce() {
    String name = unique("two.steps");
    Browser here = viewer(name);
    Browser other = Browser.at(environment);
    other.signIn(name, Browser.password(name));
    String user = id(here);
    assertThat(begin(here, "not my password").wrongFields()).containsExactly("current");

    JsonNode recovery = enrolled(here, name);

    assertThat(recovery).hasSize(10);
    assertThat(here.get(FACTOR).json().path("on").asBoolean()).isTrue();
    assertThat(other.get("/v1/session").status()).as("other sessions end").isEqualTo(401);
    Api.Answer first = other.signIn(name, Browser.password(name));
    assertThat(first.status()).isEqualTo(202);
    assertThat(other.get("/v1/session").status()).as("no session yet").isEqualTo(401);
    assertThat(secondStep(other, first, spent(user)).status()).as("spent").isEqualTo(401);
    String next = digits(1, user);
    assertThat(secondStep(other, first, next).status()).isEqualTo(200);
    assertThat(other.get("/v1/session").status()).isEqualTo(200);
    assertThat(secondStep(Browser.at(environment), first, next).status())
        .as("a replay")
        .isEqualTo(401);
    assertThat(actions("user:" + name))
        .contains("user.second-factor-added", "session.refused")
        .endsWith("session.refused");
  }

  @Test
  void aCodeShownManyTimesAtOnceOpensOnce() {
    String name = unique("rushed");
    Browser here = viewer(name);
    enrolled(here, name);
    String user = id(here);
    letTimePass(user);
    Api.Answer first = Browser.at(environment).signIn(name, Browser.password(name));
    String code = digits(0, user);

    List<Integer> answers =
        IntStream.range(0, 5)
            .parallel()
            .mapToObj(_ -> secondStep(Browser.at(environment), first, code).status())
            .toList();

    assertThat(answers).containsOnlyOnce(200);
  }

  @Test
  void aRecoveryCodeStandsInOnceAndIsKeptAsAHashOnly() {
    String name = unique("lost");
    Browser here = viewer(name);
    String recovery = enrolled(here, name).get(3).asString();
    String user = id(here);

    Api.Answer first = Browser.at(environment).signIn(name, Browser.password(name));
    String typed = recovery.replace("-", " ").toUpperCase(Locale.ROOT);
    assertThat(secondStep(Browser.at(environment), first, typed).status()).isEqualTo(200);
    assertThat(secondStep(Browser.at(environment), first, typed).status()).isEqualTo(401);
    assertThat(here.get(FACTOR).json().path("recoveryCodes").asInt()).isEqualTo(9);
    assertThat(rows("recovery_code"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(recovery) || row.contains(hex(recovery)));

    letTimePass(user);
    String both = "{\"current\": \"%s\", \"code\": \"%s\"}";
    String proof = both.formatted(Browser.password(name), digits(0, user));
    Api.Answer renewed = here.post(FACTOR + "/recovery-codes", proof);
    assertThat(renewed.json().path("recoveryCodes")).hasSize(10);
    assertThat(here.post(FACTOR + "/recovery-codes", proof).wrongFields()).containsExactly("code");
  }

  private List<String> rows(String table) {
    return database.sql("select t::text from %s t".formatted(table)).query(String.class).list();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(utf8(text));
  }

  @Test
  void theSecretIsSealed() {
    String name = unique("sealed");
    Browser here = viewer(name);
    String secret = begin(here, Browser.password(name)).json().path("secret").asString();

    byte[] stored = sealed(id(here));
    byte[] opened = secret(id(here));
    assertThat(Base32.encode(opened)).isEqualTo(secret);
    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(opened, StandardCharsets.ISO_8859_1));
  }

  @Test
  void codesCanBeGuessedNoFasterWithThePasswordAndOnlyByStrangers() {
    String name = unique("guessed");
    Browser owner = viewer(name);
    enrolled(owner, name);
    String user = id(owner);
    letTimePass(user);
    Browser thief = Browser.at(environment);
    for (int i = 0; i < 5; i++) {
      Api.Answer first = thief.signIn(name, Browser.password(name));
      assertThat(secondStep(thief, first, "00000").status()).isEqualTo(401);
    }
    hasTried(vault.blindIndex("sign-in code", user), 5);

    Api.Answer first = thief.signIn(name, Browser.password(name));
    assertThat(secondStep(thief, first, digits(0, user)).status()).isEqualTo(429);
    assertThat(
            secondStep(owner, owner.signIn(name, Browser.password(name)), digits(0, user)).status())
        .as("a browser that the owner uses")
        .isEqualTo(200);
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
  void anUnknownTokenOrAWrongPasswordLeadsToNoSecondStep() {
    String name = unique("closed");
    Browser here = viewer(name);
    enrolled(here, name);

    Api.Answer wrong = Browser.at(environment).signIn(name, "not the password");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path("detail").asString()).isEqualTo("Name or password is wrong.");
    String forged = "{\"token\": \"AAAA%s\", \"code\": \"123456\"}".formatted("A".repeat(80));
    Browser stranger = Browser.at(environment);
    assertThat(stranger.post("/v1/session/second-step", forged).status()).isEqualTo(401);
    assertThat(stranger.post("/v1/session/second-step", "{}").status()).isEqualTo(401);
  }

  @Test
  void aNewPasswordByAnInvitationIsNoWayAroundTheCode() {
    String name = unique("forgot");
    Browser here = viewer(name);
    enrolled(here, name);
    String user = id(here);
    Api.Answer before = Browser.at(environment).signIn(name, Browser.password(name));
    Browser elsewhere = Browser.at(environment);

    Api.Answer accepted = elsewhere.accept(Browser.invitation(administrator, user), WORDS);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(elsewhere.get("/v1/session").status()).isEqualTo(401);
    assertThat(secondStep(elsewhere, before, digits(1, user)).status())
        .as("the step after the old password")
        .isEqualTo(401);
    assertThat(secondStep(elsewhere, accepted, digits(1, user)).status()).isEqualTo(200);
  }

  @Test
  void itGoesByPasswordAndCodeOrByAnAdministrator() {
    String name = unique("removed");
    Browser here = viewer(name);
    enrolled(here, name);
    String user = id(here);
    letTimePass(user);
    String proof = "{\"current\": \"%s\", \"code\": \"%s\"}";
    assertThat(begin(here, Browser.password(name)).status()).as("has one").isEqualTo(409);
    String wrong = proof.formatted("wrong", digits(0, user));
    assertThat(here.post(FACTOR + "/removal", wrong).wrongFields()).containsExactly("current");
    String right = proof.formatted(Browser.password(name), digits(0, user));
    Api.Answer removed = here.taken(here.post(FACTOR + "/removal", right));
    assertThat(removed.status()).as(removed.toString()).isEqualTo(200);
    assertThat(Browser.at(environment).signIn(name, Browser.password(name)).status())
        .isEqualTo(200);

    enrolled(here, name);
    assertThat(administrator.delete("/v1/users/" + user + "/second-factor").status())
        .isEqualTo(204);
    assertThat(here.get("/v1/session").status()).isEqualTo(401);
    assertThat(here.signIn(name, Browser.password(name)).status()).isEqualTo(200);
    assertThat(administrator.delete("/v1/users/" + user + "/second-factor").status())
        .isEqualTo(409);
    assertThat(actions("user:" + name))
        .contains("user.second-factor-removed", "user.second-factor-reset");
  }

  @Test
  void aRoleThatTakesOneCanDoNothingBefore() {
    String name = unique("boss");
    Browser boss = Browser.ofUser(administrator, name, "\"role\": \"administrator\"");
    assertThat(boss.session().path("enrolling").asBoolean()).isTrue();
    assertThat(boss.session().path("permissions")).isEmpty();
    for (String path : List.of("/v1/tenants", "/v1/users", "/v1/audit", "/actuator/metrics")) {
      assertThat(boss.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(boss.get("/v1/tenants").json().path("detail").asString()).contains("second factor");

    enrolled(boss, name);

    assertThat(boss.session().path("enrolling").asBoolean()).isFalse();
    assertThat(boss.get("/v1/users").status()).isEqualTo(200);
    assertThat(boss.get("/actuator/metrics").status()).isEqualTo(200);
    assertThat(viewer(unique("look")).session().path("enrolling").asBoolean()).isFalse();
  }
}
