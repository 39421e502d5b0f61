package dev.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Recipients who read their inboxes with the tokens that a business system makes for them. */
@HeraldTest
@TestPropertySource(
    properties = {"herald.inbox.origins=https://portal.acme.example", "herald.sandbox=true"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class InboxIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String KEYS = "/v1/applications/%s/keys";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired InboxStore store;
  private Company company;
  private Api backEnd;

  @BeforeAll
  void thereIsASource() {
    company = new Company(environment);
    company.put("/v1/tenants/other", "{name: Other, locale: zh-CN, zone: Asia/Shanghai}");
    company.put("/v1/sources/inbox", "{connector: inbox}");
    node("esop");
    backEnd = key("esop", "{name: portal, scopes: [send, inbox]}");
  }

  private void node(String application) {
    company.put(
        "/v1/applications/%s/nodes/told".formatted(application),
        """
        {name: Told, plan: inbox, locale: en,
         schema: {type: object, properties: {t: {type: string}, u: {type: string}}},
         templates: [{channel: inbox, content: {title: '{{t}}', text: 'See <b>{{t}}</b>', url: '{{u}}'}}]}
        """);
  }

  private Api key(String application, String spec) {
    Api.Answer made = company.administrator.post(KEYS.formatted(application), Company.json(spec));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return company.administrator.with(made.json().path("key").asString());
  }

  private String send(Api caller, String tenant, String recipient, String title) {
    return send(caller, tenant, recipient, title, "https://acme.example/" + title);
  }

  private String send(Api caller, String tenant, String recipient, String title, String url) {
    Api.Answer answer =
        caller.post(
            "/v1/messages",
            Company.json(
                "{node: told, tenant: %s, to: [{%s}], data: {t: '%s', u: '%s'}}"
                    .formatted(tenant, recipient, title, url)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    String id = answer.json().at("/messages/0/id").asString();
    await().atMost(SOON).untilAsserted(() -> assertThat(state(id)).isEqualTo("SENT"));
    return id;
  }

  private String state(String id) {
    return company.administrator.get("/v1/messages/" + id).json().path("state").asString();
  }

  private Api recipient(Api by, String tenant, String recipient) {
    Api.Answer made =
        by.post(
            "/v1/inbox/tokens",
            Company.json("{tenant: %s, recipient: '%s'}".formatted(tenant, recipient)));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return by.with(made.json().path("token").asString());
  }

  private static List<String> titles(Api recipient, String query) {
    Api.Answer answer = recipient.get("/v1/inbox/messages" + query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("title").asString())
        .toList();
  }

  private static int unread(Api recipient) {
    return recipient.get("/v1/inbox/unread").json().path("unread").asInt();
  }

  private static void act(Api recipient, String id, String what) {
    Api.Answer answer = recipient.post("/v1/inbox/messages/%s/%s".formatted(id, what), "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void aRecipientListsReadsAndPutsAwayItsMessages() {
    Api reader = recipient(backEnd, "acme", "E1001");
    String first = send(backEnd, "acme", "recipient: E1001", "one");
    String second = send(backEnd, "acme", "recipient: E1001", "two");
    send(backEnd, "acme", "inbox: E1001", "three");

    assertThat(titles(reader, "")).containsExactly("three", "two", "one");
    assertThat(unread(reader)).isEqualTo(3);
    JsonNode page = reader.get("/v1/inbox/messages?limit=2").json();
    assertThat(titles(reader, "?limit=2&cursor=" + page.path("next").asString()))
        .containsExactly("one");
    assertThat(page.at("/items/0/text").asString()).isEqualTo("See <b>three</b>");
    assertThat(page.at("/items/0/url").asString()).isEqualTo("https://acme.example/three");

    act(reader, first, "read");
    assertThat(state(first)).isEqualTo("DELIVERED");
    assertThat(titles(reader, "?show=unread")).containsExactly("three", "two");
    act(reader, first, "unread");
    act(reader, first, "read");
    assertThat(
            company
                .message(first)
                .path("trace")
                .valueStream()
                .filter(step -> step.path("code").asString().equals("INBOX_READ")))
        .as("it was read for the first time once")
        .hasSize(1);

    act(reader, second, "archive");
    assertThat(titles(reader, "")).containsExactly("three", "one");
    assertThat(titles(reader, "?show=archived")).containsExactly("two");
    assertThat(unread(reader)).isOne();
    assertThat(reader.post("/v1/inbox/read", "{\"ids\": []}").wrongFields()).containsExactly("ids");
    assertThat(unread(reader)).as("nothing was read by that").isOne();
    assertThat(reader.post("/v1/inbox/read", "").json().path("unread").asInt()).isZero();
    assertThat(titles(reader, "?show=unread")).isEmpty();
  }

  @Test
  void nobodySeesAnothersInbox() {
    company.administrator.asApplication("other-app");
    node("other-app");
    Api otherApplication = key("other-app", "{name: p, scopes: [send, inbox]}");
    Api tests = key("esop", "{name: t, mode: test, scopes: [send, inbox]}");
    String mine = send(backEnd, "acme", "inbox: P1", "mine");
    send(backEnd, "other", "inbox: P1", "of another tenant");
    send(otherApplication, "acme", "inbox: P1", "of another application");
    send(tests, "acme", "inbox: P1", "of a test");

    Api reader = recipient(backEnd, "acme", "P1");
    assertThat(titles(reader, "")).containsExactly("mine");
    assertThat(titles(recipient(tests, "acme", "P1"), "")).containsExactly("of a test");
    assertThat(titles(recipient(backEnd, "acme", "P2"), "")).isEmpty();
    for (Api other :
        List.of(
            recipient(backEnd, "acme", "P2"),
            recipient(backEnd, "other", "P1"),
            recipient(otherApplication, "acme", "P1"))) {
      for (String what : List.of("read", "unread", "archive")) {
        assertThat(other.post("/v1/inbox/messages/%s/%s".formatted(mine, what), "").status())
            .isEqualTo(404);
      }
      other.post("/v1/inbox/read", "");
    }
    assertThat(unread(reader)).isOne();
    assertThat(state(mine)).isEqualTo("SENT");
  }

  @Test
  void aTokenOpensOneInboxAndNothingElse(CapturedOutput output) {
    Api reader = recipient(backEnd, "acme", "P9");

    for (String path :
        List.of("/v1/messages", "/v1/feeds", "/v1/tenants", "/v1/feeds/x/messages")) {
      assertThat(reader.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(reader.post("/v1/inbox/tokens", "{}").status()).isEqualTo(403);
    assertThat(reader.post("/v1/messages", "{}").status()).isEqualTo(403);
    assertThat(company.esop.post("/v1/inbox/tokens", "{}").json().path("code").asString())
        .isEqualTo("SCOPE_NEEDED");
    assertThat(company.administrator.get("/v1/inbox/messages").json().path("code").asString())
        .isEqualTo("RECIPIENT_TOKEN_NEEDED");
    assertThat(backEnd.post("/v1/inbox/tokens", "{\"life\": \"2h\"}").wrongFields())
        .containsExactlyInAnyOrder("tenant", "recipient", "life");
    assertThat(
            backEnd
                .post("/v1/inbox/tokens", "{\"tenant\": \"acme\", \"recipient\": 5}")
                .wrongFields())
        .containsExactly("recipient");

    String token = reader.key();
    char last = token.charAt(token.length() - 9);
    String forged =
        token.substring(0, token.length() - 9)
            + (last == 'A' ? 'B' : 'A')
            + token.substring(token.length() - 8);
    assertThat(reader.with(forged).get("/v1/inbox/messages").status()).isEqualTo(401);
    assertThat(reader.with("hit_").get("/v1/inbox/messages").status()).isEqualTo(401);
    assertThat(token).doesNotContain("P9");
    assertThat(output.getAll()).doesNotContain(token);
  }

  @Test
  void whatLeadsToNoPageIsNoLink() {
    send(backEnd, "acme", "inbox: L1", "bad", "javascript:alert(1)");

    JsonNode item =
        recipient(backEnd, "acme", "L1").get("/v1/inbox/messages").json().at("/items/0");

    assertThat(item.path("title").asString()).isEqualTo("bad");
    assertThat(item.has("url")).isFalse();
  }

  @Test
  void whatHasExpiredIsGone() {
    Api reader = recipient(backEnd, "acme", "X1");
    String id = send(backEnd, "acme", "inbox: X1", "short");
    database
        .sql(
            "update inbox_entry set expires_at = now() - interval '2 days' where message_id = ?::uuid")
        .param(id)
        .update();

    assertThat(titles(reader, "")).isEmpty();
    assertThat(unread(reader)).isZero();
    store.forget();
    assertThat(
            database
                .sql("select count(*) from inbox_entry where message_id = ?::uuid")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void allIsReadHoweverMuchThereIsAndWhateverHasExpired() {
    Api reader = recipient(backEnd, "acme", "M1");
    String id = send(backEnd, "acme", "inbox: M1", "first of many");
    // They were read before, so that no trace tells of it again.
    database
        .sql(
            """
            insert into inbox_entry (message_id, owner, expires_at, first_read_at)
            select gen_random_uuid(), owner,
              case when n % 7 = 0 then now() - interval '1 hour' end, now()
            from inbox_entry, generate_series(1, 1500) n where message_id = ?::uuid
            """)
        .param(id)
        .update();
    assertThat(unread(reader)).isEqualTo(InboxStore.COUNTED);

    assertThat(reader.post("/v1/inbox/read", "").status()).isLessThan(300);

    assertThat(unread(reader)).isZero();
  }

  @Test
  void whoLooksIsToldOfChanges() throws Exception {
    Api reader = recipient(backEnd, "acme", "S1");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(reader.base() + "/v1/inbox/stream"))
            .header("Authorization", "Bearer " + reader.key())
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      var told = lines.filter(line -> line.startsWith("data: ")).iterator();
      assertThat(told.next()).contains("\"unread\":0");
      String id = send(backEnd, "acme", "inbox: S1", "live");
      assertThat(told.next()).contains("\"unread\":1", id);
      act(reader, id, "read");
      assertThat(told.next()).contains("\"unread\":0");
      client.shutdownNow();
    }
  }

  @Test
  void pagesOfListedOriginsAloneMayRead() {
    for (String path : List.of("/v1/inbox/messages", "/v1/inbox/stream", "/v1/inbox/read")) {
      assertThat(preflight(path, "https://portal.acme.example"))
          .contains("https://portal.acme.example");
      assertThat(preflight(path, "https://evil.example")).isEmpty();
    }
    assertThat(preflight("/v1/inbox/tokens", "https://portal.acme.example")).isEmpty();
    assertThat(preflight("/v1/messages", "https://portal.acme.example")).isEmpty();
    Api.Answer component = Api.anonymous(environment).get("/inbox/herald-inbox.js");
    assertThat(component.status()).isEqualTo(200);
    assertThat(component.response().headers().firstValue("content-type").orElse(""))
        .startsWith("text/javascript");
    assertThat(Api.anonymous(environment).get("/inbox-demo").status()).isEqualTo(200);
  }

  private Stream<String> preflight(String path, String origin) {
    return backEnd
        .send(
            HttpRequest.newBuilder(backEnd.base().resolve(path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody())
                .build())
        .response()
        .headers()
        .allValues("access-control-allow-origin")
        .stream();
  }
}
