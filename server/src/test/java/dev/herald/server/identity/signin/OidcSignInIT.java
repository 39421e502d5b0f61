package dev.herald.server.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.oidc.OidcServer;
import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
class OidcSignInIT {
  private static final OidcServer PROVIDER = new OidcServer();

  @Autowired Environment environment;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("herald.oidc.corp.issuer", PROVIDER::issuer);
    properties.add("herald.oidc.corp.client-id", () -> OidcServer.CLIENT);
    properties.add("herald.oidc.corp.client-secret", () -> OidcServer.SECRET);
    properties.add("herald.oidc.corp.label", () -> "公司账号");
    properties.add("herald.oidc.corp.roles.ops", () -> "operator");
    properties.add("herald.oidc.corp.roles.admins", () -> "administrator");
    properties.add("herald.oidc.down.issuer", () -> "http://127.0.0.1:1");
    properties.add("herald.oidc.down.client-id", () -> "x");
    properties.add("herald.oidc.down.client-secret", () -> "x");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  /** Where the browser is in the end. */
  private String signIn(Browser browser, String name) throws Exception {
    URI there = location(browser.get("/v1/session/oidc/corp"));
    assertThat(there.toString()).startsWith(PROVIDER.issuer());
    URI back = PROVIDER.signIn(there, name);
    return location(browser.get(back.getRawPath() + "?" + back.getRawQuery())).toString();
  }

  private static URI location(Api.Answer answer) {
    return URI.create(
        answer
            .response()
            .headers()
            .firstValue("location")
            .orElseThrow(() -> new AssertionError(answer.toString())));
  }

  @Test
  void whoTheProviderVouchesForIsSignedInWithTheHighestRoleOfItsGroups() throws Exception {
    PROVIDER.person("li.lei", "ops", "admins", "everybody");
    Browser browser = Browser.at(environment);
    JsonNode choice = browser.get("/v1/session/options").json().at("/oidc/0");
    assertThat(choice.path("label").asString()).isEqualTo("公司账号");
    assertThat(choice.path("url").asString()).isEqualTo("/v1/session/oidc/corp");

    assertThat(signIn(browser, "li.lei")).endsWith("/");

    JsonNode session = browser.session();
    assertThat(session.at("/user/name").asString()).isEqualTo("li.lei");
    assertThat(session.at("/user/displayName").asString()).isEqualTo("Name of li.lei");
    assertThat(session.at("/user/role").asString()).isEqualTo("administrator");
    assertThat(browser.get("/v1/users").status()).isEqualTo(200);
  }

  @Test
  void theRoleIsTakenAnewAtEachSignInAndLimitsStay() throws Exception {
    Api administrator = Api.administrator(environment);
    administrator.put("/v1/applications/esop", "{\"name\": \"ESOP\", \"owner\": \"Li Lei\"}");
    PROVIDER.person("xiao.ming", "admins");
    Browser first = Browser.at(environment);
    signIn(first, "xiao.ming");
    String id = first.session().at("/user/id").asString();
    administrator.put(
        "/v1/users/" + id,
        """
        {"displayName": "x", "role": "administrator", "applications": ["esop"]}
        """);

    PROVIDER.person("xiao.ming", "ops");
    Browser second = Browser.at(environment);
    signIn(second, "xiao.ming");

    assertThat(second.session().at("/user/role").asString()).isEqualTo("operator");
    assertThat(second.session().at("/user/applications").toString()).isEqualTo("[\"esop\"]");
    assertThat(second.session().at("/user/id").asString()).isEqualTo(id);
    assertThat(first.get("/v1/session").status()).as("with the old role").isEqualTo(401);
  }

  @Test
  void whoHasNoRoleIsSentBackWithoutASession() throws Exception {
    PROVIDER.person("guest", "everybody");
    Browser browser = Browser.at(environment);

    assertThat(signIn(browser, "guest")).endsWith("/?signIn=refused");

    assertThat(browser.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aNameAtTheProviderGivesNobodyTheLocalAccountOfThatName() throws Exception {
    Api administrator = Api.administrator(environment);
    Browser local = Browser.ofUser(administrator, "wang.wu", "\"role\": \"administrator\"");
    PROVIDER.person("wang.wu", "ops");
    Browser other = Browser.at(environment);

    signIn(other, "wang.wu");

    assertThat(other.session().at("/user/name").asString()).isEqualTo("wang.wu@corp");
    assertThat(other.session().at("/user/id")).isNotEqualTo(local.session().at("/user/id"));
    assertThat(other.session().at("/user/role").asString()).isEqualTo("operator");
  }

  @Test
  void aDisabledPersonStaysOutWhateverTheProviderSays() throws Exception {
    PROVIDER.person("gone", "ops");
    Browser browser = Browser.at(environment);
    signIn(browser, "gone");
    String id = browser.session().at("/user/id").asString();
    Api.administrator(environment)
        .put(
            "/v1/users/" + id,
            "{\"displayName\": \"x\", \"role\": \"operator\", \"disabled\": true}");

    assertThat(signIn(Browser.at(environment), "gone")).endsWith("/?signIn=refused");
  }

  @Test
  void anAnswerThatThisBrowserDidNotAskForIsRefused() throws Exception {
    PROVIDER.person("victim", "ops");
    URI there = location(Browser.at(environment).get("/v1/session/oidc/corp"));
    URI back = PROVIDER.signIn(there, "victim");
    Browser other = Browser.at(environment);

    URI end = location(other.get(back.getRawPath() + "?" + back.getRawQuery()));

    assertThat(end.toString()).endsWith("/?signIn=failed");
    assertThat(other.get("/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aProviderThatIsDownSendsBackToTheSignInPage() {
    Api.Answer answer = Browser.at(environment).get("/v1/session/oidc/down");

    assertThat(location(answer).toString()).endsWith("/?signIn=failed");
  }
}
