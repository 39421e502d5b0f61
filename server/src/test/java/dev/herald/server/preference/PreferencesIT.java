package dev.herald.server.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What people want, set by the API and on their page, and what becomes of messages then. */
@HeraldTest
@TestPropertySource(properties = {"herald.sandbox=true", "herald.url=https://herald.example.com"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreferencesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String RECIPIENTS = "/v1/tenants/acme/recipients/";
  private static final Pattern ONE_CLICK =
      Pattern.compile("List-Unsubscribe:\\s*<https://herald\\.example\\.com(/p/[^>]+)>");
  private static final String FORM = "application/x-www-form-urlencoded";

  @Autowired Environment environment;
  private Api administrator;
  private Api esop;
  private Api anybody;

  @BeforeAll
  void thereAreNodes() {
    administrator = Api.administrator(environment);
    anybody = Api.anonymous(environment);
    esop = administrator.asApplication("esop");
    made(
        "/v1/tenants/acme",
        "{'name': 'Acme', 'locale': 'en', 'zone': 'Asia/Shanghai', 'color': '#0B6E4F'}");
    made(
        "/v1/sources/mail",
        "{'connector': 'smtp', 'settings': {'host': 'smtp.acme.example', 'from': 'a@acme.example'}}");
    made(
        "/v1/sources/tencent",
        """
        {'connector': 'tencent-sms', 'settings': {'secretId': 'AKIDsandbox', 'secretKey': 'key',
          'appId': '1400000001', 'signName': 'Acme'}}
        """);
    made("/v1/topics/news", "{'name': {'en': 'Newsletter', 'zh': '资讯'}}");
    made(
        "/v1/applications/esop/nodes/news",
        """
        {'name': 'News', 'topic': 'news', 'plan': {'fallback': ['email', 'sms']}, 'locale': 'en',
         'templates': [
          {'channel': 'email', 'content': {'subject': 'N', 'text': 'Bye: {{unsubscribe.url}}'}},
          {'channel': 'sms', 'content': {'template': '1001', 'params': ['1']}}]}
        """);
    made(
        "/v1/applications/esop/nodes/code",
        """
        {'name': 'Code', 'plan': 'email', 'locale': 'en', 'lane': 'critical', 'exempt': true,
         'topic': 'news', 'templates': [
          {'channel': 'email', 'content': {'subject': 'C', 'text': 'Code'}}]}
        """);
    for (String one : new String[] {"E1", "E2", "E3", "E4", "E5"}) {
      made(
          RECIPIENTS + one,
          "{'name': 'Li', 'addresses': {'email': '%s@x.example', 'sms': '+861380013800%s'}}"
              .formatted(one, one.substring(1)));
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void made(String path, String body) {
    Api.Answer answer = administrator.put(path, json(body));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private String submitted(String node, String to) {
    Api.Answer answer =
        esop.post(
            "/v1/messages",
            json("{'node': '%s', 'tenant': 'acme', 'to': [%s]}".formatted(node, to)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private String toRecipient(String node, String code) {
    return submitted(node, "{'recipient': '%s'}".formatted(code));
  }

  private JsonNode settled(String id, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(administrator.get("/v1/messages/" + id).json().path("state").asString())
                .as(id)
                .isEqualTo(state));
    return administrator.get("/v1/messages/" + id).json();
  }

  private void set(String recipient, String preferences) {
    Api.Answer answer =
        administrator.put(
            RECIPIENTS + recipient + "/preferences",
            json("{'preferences': [%s]}".formatted(preferences)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static JsonNode last(JsonNode message) {
    return message.path("trace").valueStream().toList().getLast();
  }

  /** As the stand-in received it. */
  private String mail(String id) {
    return administrator.get("/sandbox/outbox?messageId=" + id).json().at("/0/raw").asString();
  }

  /** Where a mailbox provider posts to, from a mail. */
  private String oneClick(String id) {
    String raw = mail(id).replaceAll("\r?\n[ \t]+", "");
    Matcher header = ONE_CLICK.matcher(raw);
    assertThat(header.find()).as(raw).isTrue();
    assertThat(raw).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    return header.group(1);
  }

  @Test
  void whatAPersonDoesNotWantGoesByAnotherChannelOrNotAtAll() {
    set("E1", "{'topic': 'news', 'channel': 'email', 'wanted': false}");
    JsonNode byMail = settled(toRecipient("news", "E1"), "SUPPRESSED");

    assertThat(last(byMail).path("code").asString()).isEqualTo("GOES_ON_BY");
    assertThat(last(byMail).at("/parameters/why/code").asString()).isEqualTo("OPTED_OUT");
    assertThat(last(byMail).path("reason").asString())
        .contains("opted out of topic “news” by email");

    set("E1", "{'wanted': false}");
    JsonNode byNone = settled(toRecipient("news", "E1"), "SUPPRESSED");
    assertThat(last(byNone).path("reason").asString()).contains("everything by every channel");
    settled(toRecipient("code", "E1"), "SENT");

    set("E1", "");
    settled(toRecipient("news", "E1"), "SENT");
  }

  @Test
  void anAddressWithoutARecipientHasPreferencesToo() {
    String body =
        "{'channel': 'email', 'address': 'Bare@X.example', 'preferences': [{'wanted': false}]}";
    Api.Answer put = administrator.post("/v1/tenants/acme/preferences", json(body));
    assertThat(put.status()).as(put.toString()).isEqualTo(200);

    settled(submitted("news", "{'email': 'bare@x.example'}"), "SUPPRESSED");
    settled(submitted("news", "{'email': 'other@x.example'}"), "SENT");
  }

  @Test
  void aMailboxProviderUnsubscribesByOnePostAndNobodyByOpeningTheLink() {
    String id = toRecipient("news", "E2");
    settled(id, "SENT");
    String path = oneClick(id);

    for (int i = 0; i < 2; i++) {
      assertThat(anybody.get(path).status()).isEqualTo(200);
    }
    settled(toRecipient("news", "E2"), "SENT");

    for (int i = 0; i < 2; i++) {
      Api.Answer answer = anybody.send("POST", path, "List-Unsubscribe=One-Click", FORM);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.response().headers().map()).doesNotContainKey("set-cookie");
    }
    JsonNode kept = administrator.get(RECIPIENTS + "E2/preferences").json().path("preferences");
    assertThat(kept).hasSize(1);
    assertThat(kept.at("/0/topic").asString()).isEqualTo("news");
    assertThat(kept.at("/0/channel").asString()).isEqualTo("email");
    assertThat(kept.at("/0/by").asString()).isEqualTo("person");
    settled(toRecipient("news", "E2"), "SUPPRESSED");
  }

  @Test
  void aMailOfAnExemptNodeOffersNoWayOut() {
    String id = toRecipient("code", "E3");
    settled(id, "SENT");

    assertThat(mail(id)).contains("Subject: C").doesNotContain("List-Unsubscribe");
  }

  @Test
  void aPersonChoosesOnItsPage() {
    Api.Answer made = administrator.post(RECIPIENTS + "E4/preferences/link", "");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String path = URI.create(made.json().path("url").asString()).getPath();

    Api.Answer page = anybody.get(path + "?lang=zh");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("资讯", "邮件", "短信", "#0b6e4f", "Acme").doesNotContain("E4");
    assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");

    String form = "shown=email+news&shown=sms+news&wanted=sms+news";
    assertThat(anybody.send("POST", path, form, FORM).text()).contains("Saved");
    JsonNode ways = administrator.get(RECIPIENTS + "E4/preferences").json().at("/topics/0");
    assertThat(ways.path("name").asString()).isEqualTo("Newsletter");
    assertThat(ways.at("/channels/0/wanted").asBoolean()).isFalse();
    assertThat(ways.at("/channels/1/wanted").asBoolean()).isTrue();

    assertThat(anybody.send("POST", path, "none=yes", FORM).status()).isEqualTo(200);
    settled(toRecipient("news", "E4"), "SUPPRESSED");
  }

  @Test
  void aLinkThatNobodyMadeOpensNothing() {
    assertThat(anybody.get("/p/forged").status()).isEqualTo(404);
    assertThat(anybody.send("POST", "/p/forged/unsubscribe", "a=b", FORM).status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsNamed() {
    Api.Answer answer =
        administrator.put(
            RECIPIENTS + "E3/preferences",
            json(
                "{'preferences': [{'topic': 'newz', 'wanted': false}, {'channel': 'emial',"
                    + " 'wanted': true}, {'topic': 'news'}]}"));

    assertThat(answer.wrongFields())
        .containsExactly("preferences[0].topic", "preferences[1].channel", "preferences[2].wanted");
    assertThat(answer.text()).contains("did you mean news?");
    Api.Answer node =
        administrator.put(
            "/v1/applications/esop/nodes/wrong",
            json("{'name': 'W', 'plan': 'sms', 'locale': 'en', 'exempt': true, 'topic': 'nws'}"));
    assertThat(node.wrongFields()).containsExactlyInAnyOrder("exempt", "topic");
    assertThat(administrator.delete("/v1/topics/news").status()).isEqualTo(409);
  }

  @Test
  void aKeyNeedsTheScope() {
    Api.Answer made =
        administrator.post(
            "/v1/applications/esop/keys", json("{'name': 'p', 'scopes': ['preferences']}"));
    Api page = administrator.with(made.json().path("key").asString());

    assertThat(esop.get(RECIPIENTS + "E3/preferences").status()).isEqualTo(403);
    assertThat(page.get(RECIPIENTS + "E3/preferences").status()).isEqualTo(200);
    assertThat(page.get("/v1/messages").status()).isEqualTo(403);
  }

  @Test
  void ofManyAtOnceNoMoreGoThanADayMayHave() {
    made("/v1/topics/offers", "{'name': {'en': 'Offers'}, 'perDay': 3}");
    node("offer", "'topic': 'offers', 'plan': 'email'");
    List<String> ids =
        IntStream.range(0, 12).mapToObj(_ -> toRecipient("offer", "E3")).parallel().toList();

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ids.stream().map(this::state))
                .allMatch(state -> state.equals("SENT") || state.equals("SUPPRESSED")));
    assertThat(ids.stream().map(this::state).filter("SENT"::equals)).hasSize(3);
    String refused = ids.stream().filter(id -> state(id).equals("SUPPRESSED")).findAny().get();
    assertThat(last(settled(refused, "SUPPRESSED")).path("code").asString())
        .isEqualTo("FREQUENCY_CAPPED");
    settled(toRecipient("offer", "E5"), "SENT");
  }

  @Test
  void inQuietHoursAMessageWaitsOrIsDroppedAsItsNodeSays() {
    LocalTime clock = LocalTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES);
    String hours =
        "'quietHours': {'from': '%s', 'to': '%s'}"
            .formatted(clock.minusHours(1), clock.plusHours(2));
    node("waits", "'plan': 'email', " + hours);
    node("drops", "'plan': 'email', 'quiet': 'drop', " + hours);
    node("sends", "'plan': 'email', 'quiet': 'send', " + hours);

    String waits = toRecipient("waits", "E3");
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode step = last(administrator.get("/v1/messages/" + waits).json());
          assertThat(step.path("code").asString()).isEqualTo("QUIET_HOURS_HELD");
          assertThat(Instant.parse(step.path("nextAt").asString()))
              .isAfter(Instant.now().plus(Duration.ofMinutes(100)));
        });
    assertThat(state(waits)).isEqualTo("PENDING");
    assertThat(last(settled(toRecipient("drops", "E3"), "SUPPRESSED")).path("code").asString())
        .isEqualTo("DROPPED_IN_QUIET_HOURS");
    settled(toRecipient("sends", "E3"), "SENT");
  }

  private void node(String code, String more) {
    made(
        "/v1/applications/esop/nodes/" + code,
        "{'name': '%s', 'locale': 'en', %s, 'templates': [".formatted(code, more)
            + "{'channel': 'email', 'content': {'subject': 'S', 'text': 'T'}}]}");
  }

  private String state(String id) {
    return administrator.get("/v1/messages/" + id).json().path("state").asString();
  }
}
