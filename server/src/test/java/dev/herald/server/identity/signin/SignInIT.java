package dev.herald.server.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.vault.Vault;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {
  private static final String WORDS = "copper lantern drifting";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired Vault vault;
  @Autowired ApplicationContext context;
  @Autowired FirstAdministrator firstAdministrator;

  private Api administrator;

  @BeforeEach
  void connect() {
    administrator = Api.administrator(environment);
    database.sql("delete from sign_in_attempts").update();
  }

  private String unique(String name) {
    return name + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  @Order(1)
  void theFirstAdministratorComesInByTheLinkOnceAndByNoOther() throws Exception {
    Browser browser = Browser.at(environment);
    assertThat(browser.get("/v1/session/options").json().path("setup").asBoolean()).isTrue();
    String token = tokenAfterAWeek(browser);

    assertThat(setUp(browser, "A" + token.substring(1), WORDS).status()).isEqualTo(401);
    assertThat(setUp(browser, token, "password1").wrongFields()).containsExactly("password");
    Api.Answer made = setUp(browser, token, WORDS);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.json().at("/user/role").asString()).isEqualTo("administrator");
    assertThat(setUp(Browser.at(environment), token, WORDS).status()).isEqualTo(401);

    assertThat(browser.get("/v1/users").json().path("items")).hasSize(1);
    assertThat(browser.get("/v1/session/options").json().path("setup").asBoolean()).isFalse();
    assertThat(Path.of(environment.getRequiredProperty("herald.home"), "setup.link"))
        .doesNotExist();
  }

  /** One in an old log opens nothing; a start makes another. */
  private String tokenAfterAWeek(Browser browser) throws Exception {
    String old = Browser.setupToken(environment);
    database.sql("update first_administrator set made_at = made_at - interval '8 days'").update();
    assertThat(setUp(browser, old, WORDS).status()).isEqualTo(401);

    firstAdministrator.announce(
        new ApplicationReadyEvent(
            new SpringApplication(),
            new String[0],
            (ConfigurableApplicationContext) context,
            Duration.ZERO));
    assertThat(setUp(browser, old, WORDS).status()).isEqualTo(401);
    return Browser.setupToken(environment);
  }

  private Api.Answer setUp(Browser browser, String token, String password) {
    return browser.post(
        "/v1/session/setup",
        """
        {"token": "%s", "name": "Han.Meimei", "displayName": "韩梅梅", "password": "%s"}
        """
            .formatted(token, password));
  }

  @Test
  void aSessionSaysWhoItIsAndWhatItMay() {
    String name = unique("viewer");
    administrator.put("/v1/applications/esop", "{\"name\": \"ESOP\", \"owner\": \"Li Lei\"}");
    Browser browser =
        Browser.ofUser(administrator, name, "\"role\": \"viewer\", \"applications\": [\"esop\"]");

    JsonNode session = browser.session();
    assertThat(session.at("/user/name").asString()).isEqualTo(name);
    assertThat(session.at("/user/applications").toString()).isEqualTo("[\"esop\"]");
    assertThat(session.at("/user/tenants").isNull()).isTrue();
    assertThat(session.path("permissions").toString()).isEqualTo("[\"read\"]");
    assertThat(session.at("/csrf/header").asString()).isEqualTo("X-CSRF-TOKEN");
    assertThat(session.at("/csrf/token").asString()).isNotEmpty();

    assertThat(browser.delete("/v1/session").status()).isEqualTo(204);
    assertThat(browser.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void theCookieIsTheHostsOnlySecureAndOutOfScriptsReach() {
    String name = unique("cookie");
    Browser.ofUser(administrator, name, "\"role\": \"viewer\"");

    Api.Answer answer = Browser.at(environment).signIn(name, Browser.password(name));

    assertThat(answer.response().headers().allValues("set-cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("__Host-herald=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain"));
  }

  @Test
  void aSessionThatWasThereBeforeIsNotTheOneSignedInTo() {
    String name = unique("fixed");
    Browser browser = Browser.ofUser(administrator, name, "\"role\": \"viewer\"");
    String planted = browser.cookie(Browser.SESSION);

    browser.signIn(name, Browser.password(name));

    assertThat(browser.cookie(Browser.SESSION)).isNotEqualTo(planted);
    Browser attacker = Browser.at(environment);
    attacker.putCookie(Browser.SESSION, planted);
    assertThat(attacker.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aChangeNeedsTheTokenThatOtherSitesCannotRead() {
    Browser browser = Browser.ofUser(administrator, unique("editor"), "\"role\": \"editor\"");
    String tenant = "{\"name\": \"Acme\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}";
    assertThat(browser.put("/v1/tenants/csrf", tenant).status()).isEqualTo(201);

    browser.forgetToken();

    Api.Answer refused = browser.put("/v1/tenants/csrf", tenant);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("detail").asString()).contains("X-CSRF-TOKEN");
    assertThat(browser.get("/v1/tenants").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "no such account,      unknown,  sailing turnip unknown",
    "a wrong password,     known,    sailing turnip other",
    "a disabled account,   disabled, sailing turnip disabled",
    "an unaccepted invite, invited,  sailing turnip invited"
  })
  void everyCauseOfRefusalSoundsTheSame(String cause, String name, String password) {
    if (!name.equals("unknown")) {
      String suffix = name.equals("disabled") ? ", \"disabled\": true" : "";
      String body = "{\"name\": \"%s\", \"displayName\": \"x\", \"role\": \"viewer\"%s}";
      String id =
          administrator
              .post("/v1/users", body.formatted(name, suffix))
              .json()
              .path("id")
              .asString();
      if (!name.equals("invited")) {
        Browser.at(environment)
            .accept(Browser.invitation(administrator, id), Browser.password(name));
      }
    }

    Api.Answer refused = Browser.at(environment).signIn(name, password);

    assertThat(refused.status()).as(cause).isEqualTo(401);
    assertThat(refused.json().path("detail").asString()).isEqualTo("Name or password is wrong.");
  }

  @Test
  void guessingAtAnAccountIsSlowedDownButNotForTheBrowserItsOwnerUses() {
    String name = unique("target");
    Browser owner = Browser.ofUser(administrator, name, "\"role\": \"viewer\"");
    Browser guesser = Browser.at(environment);
    for (int i = 0; i < 10; i++) {
      assertThat(guesser.signIn(name, "guess number " + i).status()).isEqualTo(401);
    }
    hasTried(vault.blindIndex("sign-in account", name), 10);

    Api.Answer slowed = guesser.signIn(name, Browser.password(name));
    assertThat(slowed.status()).as("even with the right one").isEqualTo(429);
    assertThat(slowed.response().headers().firstValueAsLong("retry-after").orElse(0))
        .isBetween(60L, 900L);
    assertThat(owner.signIn(name, Browser.password(name)).status()).isEqualTo(200);
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
  void manyGuessesAtOnceGainNothing() {
    String name = unique("rushed");
    Browser.ofUser(administrator, name, "\"role\": \"viewer\"");

    List<Integer> answers =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> Browser.at(environment).signIn(name, "guess " + i).status())
            .toList();

    assertThat(answers)
        .filteredOn(status -> status == 401)
        .as("ten, and four more after waits of 1, 2, 4 and 8 seconds, if it took so long")
        .hasSizeBetween(1, 14);
    assertThat(answers).contains(429);
  }

  @Test
  void anAddressThatTriesManyNamesMustWaitAndBlocksNobody() {
    Browser sprayer = Browser.at(environment);
    for (int i = 0; i < 30; i++) {
      assertThat(sprayer.signIn("name" + i, "spring 2026 rain").status()).isEqualTo(401);
    }
    hasTried(vault.blindIndex("sign-in address", "127.0.0.1"), 30);

    assertThat(sprayer.signIn("name99", "spring 2026 rain").status()).isEqualTo(429);
    assertThat(database.sql("select count(*) from sign_in_attempts").query(Integer.class).single())
        .as("the address, and the names tried before it had to wait")
        .isEqualTo(31);
  }

  @ParameterizedTest
  @CsvSource({
    "seven77",
    "password1",
    "qwertyuiop",
    "12345678",
    "iloveyou1",
    "aaaaaaaaaaaa",
    "herald2026"
  })
  void poorPasswordsAreRefused(String password) {
    Api.Answer refused = accepted(unique("weak"), password);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.wrongFields()).containsExactly("password");
  }

  @Test
  void theOwnNameIsNoPasswordAndLengthIsEnoughOtherwise() {
    String name = "zhuge.kongming" + UUID.randomUUID().toString().substring(0, 2);
    assertThat(accepted(name, name + "1").wrongFields()).containsExactly("password");
    assertThat(accepted(unique("lower"), "kettle mossy tune").status()).isEqualTo(200);
    assertThat(accepted(unique("han"), "床前明月光疑是地上霜").status()).isEqualTo(200);
    assertThat(accepted(unique("long"), "x".repeat(129)).status()).isEqualTo(422);
  }

  private Api.Answer accepted(String name, String password) {
    String body = "{\"name\": \"%s\", \"displayName\": \"x\", \"role\": \"viewer\"}";
    String id = administrator.post("/v1/users", body.formatted(name)).json().path("id").asString();
    return Browser.at(environment).accept(Browser.invitation(administrator, id), password);
  }

  @Test
  void passwordsAreKeptAsArgon2AndLinksAsHashesOnly() {
    String name = unique("stored");
    Browser.ofUser(administrator, name, "\"role\": \"viewer\"");
    String id =
        administrator
            .get("/v1/users")
            .json()
            .path("items")
            .valueStream()
            .filter(user -> user.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    String token = Browser.invitation(administrator, id);

    assertThat(
            database
                .sql("select password from user_account where name = ?")
                .param(name)
                .query(String.class)
                .single())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(
            database
                .sql("select one_time_link::text from one_time_link")
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(row -> row.contains(token));
  }

  @Test
  void anInvitationOpensOnceAndANewOneReplacesIt() {
    String name = unique("invited");
    String body = "{\"name\": \"%s\", \"displayName\": \"x\", \"role\": \"viewer\"}";
    String id = administrator.post("/v1/users", body.formatted(name)).json().path("id").asString();
    String first = Browser.invitation(administrator, id);
    String second = Browser.invitation(administrator, id);

    assertThat(Browser.at(environment).accept(first, WORDS).status()).isEqualTo(401);
    assertThat(Browser.at(environment).accept(second, WORDS).status()).isEqualTo(200);
    assertThat(Browser.at(environment).accept(second, WORDS + "!").status()).isEqualTo(401);
    assertThat(Browser.at(environment).signIn(name, WORDS).status()).isEqualTo(200);
  }

  @Test
  void aNewPasswordEndsEverySessionButTheOneThatSetIt() {
    String name = unique("changer");
    Browser here = Browser.ofUser(administrator, name, "\"role\": \"viewer\"");
    Browser there = Browser.at(environment);
    there.signIn(name, Browser.password(name));

    String change = "{\"current\": \"%s\", \"password\": \"%s\"}";
    assertThat(here.put("/v1/session/password", change.formatted("wrong", WORDS)).wrongFields())
        .containsExactly("current");
    Api.Answer changed =
        here.put("/v1/session/password", change.formatted(Browser.password(name), WORDS));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    here.taken(changed);
    assertThat(here.get("/v1/session").status()).isEqualTo(200);
    assertThat(there.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void anotherRoleEndsTheSessionsAndNobodyGivesItToThemselves() {
    String name = unique("riser");
    Browser browser = Browser.ofUser(administrator, name, "\"role\": \"administrator\"");
    String id = browser.session().at("/user/id").asString();
    String viewer = "{\"displayName\": \"x\", \"role\": \"viewer\"}";

    assertThat(browser.put("/v1/users/" + id, viewer).status()).isEqualTo(409);
    assertThat(browser.delete("/v1/users/" + id).status()).isEqualTo(409);
    assertThat(administrator.put("/v1/users/" + id, viewer).status()).isEqualTo(200);
    assertThat(browser.get("/v1/session").status()).isEqualTo(401);
    assertThat(administrator.delete("/v1/users/" + id).status()).isEqualTo(204);
    assertThat(administrator.get("/v1/users/" + id).status()).isEqualTo(404);
  }

  @Test
  void anOldSessionIsOverHoweverBusy() {
    Browser browser = Browser.ofUser(administrator, unique("old"), "\"role\": \"viewer\"");
    String id = browser.session().at("/user/id").asString();

    database
        .sql(
            "update spring_session set creation_time = creation_time - 13 * 3600000 where"
                + " principal_name = ?")
        .param(id)
        .update();

    assertThat(browser.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void anIdleSessionIsOver() {
    Browser browser = Browser.ofUser(administrator, unique("idle"), "\"role\": \"viewer\"");
    String id = browser.session().at("/user/id").asString();

    database
        .sql(
            """
            update spring_session
            set last_access_time = last_access_time - 31 * 60000,
              expiry_time = expiry_time - 31 * 60000
            where principal_name = ?
            """)
        .param(id)
        .update();

    assertThat(browser.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void signingInOverPlainHttpFromAfarIsRefusedInWords() {
    Api server = Api.anonymous(environment);
    HttpRequest request =
        HttpRequest.newBuilder(server.base().resolve("/v1/session"))
            .header("Content-Type", "application/json")
            .header("Origin", "http://herald.example.com")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"a\", \"password\": \"b\"}"))
            .build();

    Api.Answer answer = server.send(request);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("detail").asString()).contains("https");
  }

  @Test
  void aFormOfAnotherSiteCannotSignAnybodyIn() {
    Api.Answer answer =
        Browser.at(environment)
            .send("POST", "/v1/session", "name=a&password=b", "application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void browsersAreToldWhatToRefuse() {
    var headers = Api.anonymous(environment).get("/v1/session/options").response().headers();

    String policy = headers.firstValue("content-security-policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
    assertThat(policy.replace("style-src 'self' 'unsafe-inline'", "")).doesNotContain("unsafe");
    assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
    assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
    assertThat(headers.firstValue("permissions-policy").orElse("")).contains("camera=()");
    assertThat(headers.firstValue("strict-transport-security")).as("over http").isEmpty();
  }
}
