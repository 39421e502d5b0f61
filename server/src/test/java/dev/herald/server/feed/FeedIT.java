package dev.herald.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.intake.Company;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Third parties that take messages from feeds, over HTTP. Each test has a feed of its own. */
@HeraldTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired FeedEnds ends;
  private Company company;

  @BeforeAll
  void thereIsASource() {
    company = new Company(environment);
    company.put("/v1/sources/feed", "{connector: feed}");
  }

  private void node(String feed) {
    company.put(
        "/v1/applications/esop/nodes/to." + feed,
        """
        {name: To a feed, plan: 'feed:%s', locale: en,
         schema: {type: object, properties: {n: {type: integer}}},
         templates: [{channel: feed, content: {type: told, json: {n: '{{n}}'}}}]}
        """
            .formatted(feed));
  }

  private Api key(String more) {
    Api.Answer made = company.administrator.post("/v1/applications/esop/keys", Company.json(more));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return company.administrator.with(made.json().path("key").asString());
  }

  private Api consumer(String feed) {
    node(feed);
    return key("{name: '%s', scopes: [pull], feeds: [%s]}".formatted(feed, feed));
  }

  private String send(Api caller, String feed, int n, String more) {
    Api.Answer answer =
        caller.post(
            "/v1/messages",
            Company.json(
                "{node: to.%s, tenant: acme, to: [{recipient: E1001}], data: {n: %d}%s}"
                    .formatted(feed, n, more)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().at("/messages/0/id").asString();
  }

  private String send(String feed, int n) {
    return send(company.esop, feed, n, "");
  }

  private static List<JsonNode> pull(Api consumer, String feed, String query) {
    Api.Answer answer = consumer.get("/v1/feeds/%s/messages?%s".formatted(feed, query));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("messages").valueStream().toList();
  }

  /** Waits for the first, for as long as it takes. */
  private static JsonNode one(Api consumer, String feed, String more) {
    List<JsonNode> taken = new ArrayList<>();
    await()
        .atMost(SOON)
        .until(() -> {
          taken.addAll(pull(consumer, feed, "max=1&wait=10s" + more));
          return !taken.isEmpty();
        });
    return taken.getFirst();
  }

  private static Api.Answer say(Api consumer, String feed, String what, JsonNode message) {
    return say(consumer, feed, what, message, "");
  }

  private static Api.Answer say(
      Api consumer, String feed, String what, JsonNode message, String more) {
    return consumer.post(
        "/v1/feeds/%s/%s".formatted(feed, what),
        "{\"leases\": [\"%s\"]%s}".formatted(message.path("lease").asString(), more));
  }

  private Stream<String> codes(String id) {
    return company
        .message(id)
        .path("trace")
        .valueStream()
        .map(step -> step.path("code").asString());
  }

  private void lapse(String id) {
    database
        .sql("update feed_entry set due_at = now() where message_id = ?::uuid")
        .param(id)
        .update();
    database
        .sql("update feed_lease set until = now() where message_id = ?::uuid")
        .param(id)
        .update();
  }

  @Test
  void whoWaitsIsGivenAMessageAndItsAckIsItsDelivery() {
    Api consumer = consumer("straight");
    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(() -> one(consumer, "straight", "&consumer=bank-1"));

    String id = send(company.esop, "straight", 7, ", reference: 'ORD-7', orderingKey: 'grant-7'");
    JsonNode message = waiting.join();

    assertThat(message.path("id").asString()).isEqualTo(id);
    assertThat(message.at("/content/type").asString()).isEqualTo("told");
    assertThat(message.at("/content/json/n").asString()).isEqualTo("7");
    assertThat(message.path("node").asString()).isEqualTo("to.straight");
    assertThat(message.path("tenant").asString()).isEqualTo("acme");
    assertThat(message.path("reference").asString()).isEqualTo("ORD-7");
    assertThat(message.path("orderingKey").asString()).isEqualTo("grant-7");
    assertThat(message.path("delivery").asInt()).isEqualTo(1);
    assertThat(company.state(id)).isEqualTo("SENT");

    assertThat(say(consumer, "straight", "ack", message).status()).isEqualTo(200);
    assertThat(company.state(id)).isEqualTo("DELIVERED");
    assertThat(codes(id)).endsWith("TAKEN_BY_PROVIDER", "FEED_LEASED", "FEED_ACKED");
    assertThat(say(consumer, "straight", "ack", message).status())
        .as("an ack whose answer was lost is repeated")
        .isEqualTo(200);
    assertThat(pull(consumer, "straight", "max=10")).isEmpty();
  }

  @Test
  void aLeaseThatLapsedGivesItsMessageToAnotherAndCountsNoMore() {
    Api consumer = consumer("lapsing");
    String id = send("lapsing", 1);
    JsonNode first = one(consumer, "lapsing", "&consumer=slow");
    assertThat(pull(consumer, "lapsing", "max=10")).as("it is taken").isEmpty();
    lapse(id);

    JsonNode second = one(consumer, "lapsing", "&consumer=quick");

    assertThat(second.path("id")).isEqualTo(first.path("id"));
    assertThat(second.path("delivery").asInt()).isEqualTo(2);
    for (String what : List.of("ack", "nack", "extend")) {
      Api.Answer refused = say(consumer, "lapsing", what, first);
      assertThat(refused.status()).as(what).isEqualTo(409);
      assertThat(refused.json().path("code").asString()).isEqualTo("LEASES_GONE");
    }
    assertThat(company.state(id)).isEqualTo("SENT");
    assertThat(codes(id)).contains("FEED_LEASE_LAPSED");
    assertThat(say(consumer, "lapsing", "ack", second).status()).isEqualTo(200);
    assertThat(company.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  void aLeaseThatLapsedCountsForAsLongAsNobodyElseHasTheMessage() {
    Api consumer = consumer("late");
    String id = send("late", 1);
    JsonNode message = one(consumer, "late", "");
    lapse(id);

    assertThat(say(consumer, "late", "ack", message).status()).isEqualTo(200);
    assertThat(company.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  void whatIsGivenBackComesAgainAfterItsDelayAndFailsWhenItWasHandedOutOftenEnough() {
    Api consumer = consumer("giving-back");
    company.put("/v1/feeds/giving-back", "{deliveries: 2, lease: 1h}");
    String id = send("giving-back", 1);
    JsonNode first = one(consumer, "giving-back", "");

    assertThat(say(consumer, "giving-back", "nack", first, ", \"delay\": \"1h\"").status())
        .isEqualTo(200);
    assertThat(pull(consumer, "giving-back", "max=10")).isEmpty();
    assertThat(codes(id)).endsWith("FEED_GIVEN_BACK");
    lapse(id);
    JsonNode second = one(consumer, "giving-back", "");
    assertThat(say(consumer, "giving-back", "nack", second).status()).isEqualTo(200);

    assertThat(company.state(id)).isEqualTo("UNDELIVERED");
    assertThat(codes(id)).endsWith("GIVEN_UP");
    assertThat(pull(consumer, "giving-back", "max=10")).isEmpty();
  }

  @Test
  void whatNobodyAcksFailsAfterItsLastDeliveryAlsoWhereNobodyComesForIt() {
    Api consumer = consumer("never");
    company.put("/v1/feeds/never", "{deliveries: 1}");
    String fetched = send("never", 1);
    one(consumer, "never", "");
    lapse(fetched);
    assertThat(pull(consumer, "never", "max=10")).isEmpty();
    assertThat(company.state(fetched)).isEqualTo("UNDELIVERED");

    String left = send("never", 2);
    one(consumer, "never", "");
    lapse(left);
    ends.failOverdue();
    assertThat(company.state(left)).isEqualTo("UNDELIVERED");
  }

  @Test
  void anExtendedLeaseIsKept() {
    Api consumer = consumer("extending");
    String id = send("extending", 1);
    JsonNode message = one(consumer, "extending", "&lease=1h");
    lapse(id);

    assertThat(say(consumer, "extending", "extend", message, ", \"lease\": \"1h\"").status())
        .isEqualTo(200);

    assertThat(pull(consumer, "extending", "max=10")).isEmpty();
    assertThat(say(consumer, "extending", "ack", message).status()).isEqualTo(200);
  }

  @Test
  void whatIsWorthNothingAnyMoreIsNotHandedOut() {
    Api consumer = consumer("expiring");
    String id = send(company.esop, "expiring", 1, ", expiresIn: 1h");
    await().atMost(SOON).until(() -> company.state(id).equals("SENT"));
    database
        .sql("update feed_entry set expires_at = now() where message_id = ?::uuid")
        .param(id)
        .update();

    assertThat(pull(consumer, "expiring", "max=10")).isEmpty();
    assertThat(company.state(id)).isEqualTo("UNDELIVERED");
    assertThat(codes(id)).endsWith("FEED_EXPIRED");
  }

  @Test
  void ofOneOrderingKeyOneIsOutAtATimeInTheOrderOfAcceptance() {
    Api consumer = consumer("ordered");
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      ids.add(
          send(
              company.esop, "ordered", n, ", orderingKey: '%s'".formatted(n % 2 == 0 ? "a" : "b")));
    }
    List<String> order = new ArrayList<>();
    JsonNode heldA = byKey(consumer, "a");
    JsonNode heldB = byKey(consumer, "b");
    assertThat(pull(consumer, "ordered", "max=10")).as("both keys are out").isEmpty();
    order.add(heldA.path("id").asString());
    say(consumer, "ordered", "nack", heldA);
    heldA = byKey(consumer, "a");
    assertThat(heldA.path("id").asString()).as("the same comes again").isEqualTo(order.getFirst());
    while (heldA != null) {
      say(consumer, "ordered", "ack", heldA);
      heldA = order.size() < 3 ? byKey(consumer, "a") : null;
      if (heldA != null) {
        order.add(heldA.path("id").asString());
      }
    }

    assertThat(order).containsExactly(ids.get(0), ids.get(2), ids.get(4));
    assertThat(heldB.path("id").asString()).isEqualTo(ids.get(1));
  }

  private static JsonNode byKey(Api consumer, String key) {
    JsonNode message = one(consumer, "ordered", "");
    assertThat(message.path("orderingKey").asString()).isEqualTo(key);
    return message;
  }

  @Test
  void aKeyTakesFromItsOwnFeedsAndTestKeysTakeWhatTestKeysSent() {
    Api consumer = consumer("mine");
    node("others");
    Api.Answer refused = consumer.get("/v1/feeds/others/messages");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("code").asString()).isEqualTo("FEED_NOT_OF_KEY");
    assertThat(refused.json().path("detail").asString()).contains("others", "mine");
    assertThat(company.esop.get("/v1/feeds/mine/messages").json().path("code").asString())
        .isEqualTo("SCOPE_NEEDED");

    Api tests = key("{name: t, mode: test, scopes: [send, pull], feeds: [mine]}");
    String tried = send(tests, "mine", 1, "");
    String real = send("mine", 1);
    assertThat(one(consumer, "mine", "").path("id").asString()).isEqualTo(real);
    assertThat(one(tests, "mine", "").path("id").asString()).isEqualTo(tried);
    assertThat(pull(consumer, "mine", "max=10")).isEmpty();
  }

  @Test
  void whatIsAskedWronglyIsToldByField() {
    Api consumer = consumer("rules");

    assertThat(
            consumer.get("/v1/feeds/rules/messages?max=0&wait=1d&lease=soon&consumer=%00").status())
        .isIn(400, 422);
    assertThat(consumer.get("/v1/feeds/rules/messages?max=0&wait=1d&lease=soon").wrongFields())
        .containsExactlyInAnyOrder("max", "wait", "lease");
    assertThat(consumer.post("/v1/feeds/rules/ack", "{\"leases\": []}").wrongFields())
        .containsExactly("leases");
    String many = Collections.nCopies(1_001, "\"%s\"".formatted(UUID.randomUUID())).toString();
    Api.Answer tooMany = consumer.post("/v1/feeds/rules/ack", "{\"leases\": %s}".formatted(many));
    assertThat(tooMany.json().at("/errors/0/code").asString()).isEqualTo("ITEMS_TOO_MANY");
    assertThat(
            company
                .administrator
                .post(
                    "/v1/applications/esop/keys",
                    Company.json("{name: x, scopes: [pull], feeds: [twice, twice]}"))
                .wrongFields())
        .containsExactly("feeds[1]");
    assertThat(
            company
                .administrator
                .post(
                    "/v1/applications/esop/keys",
                    Company.json("{name: x, scopes: [pull], feeds: ['No Feed']}"))
                .wrongFields())
        .containsExactly("feeds[0]");
    assertThat(
            company
                .administrator
                .put(
                    "/v1/applications/esop/nodes/wrong",
                    Company.json("{name: W, plan: 'feed:No', locale: en, schema: {type: object}}"))
                .wrongFields())
        .contains("plan");
  }

  @Test
  void aStreamGivesNoMoreThanIsAskedForUntilSomethingIsAcked() throws Exception {
    Api consumer = consumer("streamed");
    send("streamed", 1);
    send("streamed", 2);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(consumer.base() + "/v1/feeds/streamed/stream?max=1&lease=1h"))
            .header("Authorization", "Bearer " + consumer.key())
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      var left = lines.filter(line -> line.startsWith("id: ")).iterator();
      String first = left.next().substring("id: ".length());
      assertThat(
              database
                  .sql("select count(*) from feed_lease where feed = 'streamed'")
                  .query(Integer.class)
                  .single())
          .isOne();
      consumer.post("/v1/feeds/streamed/ack", "{\"leases\": [\"%s\"]}".formatted(first));
      assertThat(left.next()).isNotEqualTo(first);
      client.shutdownNow();
    }
  }

  @Test
  void peopleSeeWhatWaitsWithoutTakingIt() {
    Api consumer = consumer("peeked");
    String id = send("peeked", 1);
    await().atMost(SOON).until(() -> company.state(id).equals("SENT"));

    JsonNode waiting = company.administrator.get("/v1/feeds/peeked/waiting").json();
    assertThat(waiting.at("/items/0/message").asString()).isEqualTo(id);
    assertThat(waiting.at("/items/0/deliveries").asInt()).isZero();
    JsonNode message = one(consumer, "peeked", "&consumer=peeker");
    assertThat(message.path("id").asString()).isEqualTo(id);
    JsonNode figures =
        company
            .administrator
            .get("/v1/feeds")
            .json()
            .path("items")
            .valueStream()
            .filter(item -> item.path("feed").asString().equals("peeked"))
            .findFirst()
            .orElseThrow();
    assertThat(figures.path("depth").asInt()).isOne();
    assertThat(figures.path("leased").asInt()).isOne();
    assertThat(figures.path("consumers").asInt()).isOne();
    assertThat(
            company.administrator.get("/v1/feeds/peeked").json().at("/consumers/0/name").asString())
        .isEqualTo("peeker");
    assertThat(company.administrator.get("/v1/feeds/nowhere").status()).isEqualTo(404);
  }
}
