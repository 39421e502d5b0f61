package dev.herald.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.client.Accepted;
import dev.herald.client.HeraldClient;
import dev.herald.client.HeraldException;
import dev.herald.client.LineResult;
import dev.herald.client.Message;
import dev.herald.client.MessageQuery;
import dev.herald.client.MessageState;
import dev.herald.client.Recipient;
import dev.herald.client.Submission;
import dev.herald.client.feed.Feed;
import dev.herald.client.feed.FeedConsumer;
import dev.herald.client.webhook.Webhook;
import dev.herald.client.webhook.WebhookException;
import dev.herald.client.webhook.WebhookVerifier;
import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.Patience;
import dev.herald.server.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against the packaged server, whose webhooks come back to this test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientIT {
  private static final String SECRET = "whsec_c2FuZGJveA==";
  private static final WebhookVerifier VERIFIER = WebhookVerifier.of(SECRET);

  @TempDir static Path folder;
  private final Map<String, Webhook> received = new ConcurrentHashMap<>();
  private final Map<String, String> disbelieved = new ConcurrentHashMap<>();
  private HttpServer receiver;
  private HeraldProcess server;
  private HeraldClient herald;

  @BeforeAll
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::receive);
    receiver.start();
    List<String> options = new ArrayList<>(TestDatabase.create().options());
    options.add("--herald.egress.private-targets=127.0.0.1");
    server = new HeraldProcess(folder.resolve("home"), options.toArray(String[]::new));
    server.start();
    configure(server.administrator());
    herald = client(server.administrator().asApplication("esop").key());
  }

  @AfterAll
  void end() {
    server.close();
    receiver.stop(0);
  }

  @Test
  void a_consumer_takes_what_comes_to_a_feed_and_what_it_can_not_do_comes_again() {
    Api admin = server.administrator();
    put(admin, "/v1/sources/feed", "{'connector': 'feed'}");
    put(
        admin,
        "/v1/applications/esop/nodes/fed",
        """
        {'name': 'Fed', 'plan': 'feed:client', 'locale': 'en',
         'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}},
         'templates': [{'channel': 'feed', 'content': {'type': 'fed', 'json': {'n': '{{n}}'}}}]}
        """);
    Api.Answer made =
        admin.post(
            "/v1/applications/esop/keys",
            "{\"name\": \"feed\", \"scopes\": [\"pull\"], \"feeds\": [\"client\"]}");
    Feed feed = Feed.of(client(made.json().path("key").asString()), "client");
    List<UUID> ids =
        IntStream.range(0, 20)
            .mapToObj(n ->
                herald
                    .send(
                        Submission.of("fed", "acme")
                            .to(Recipient.email("n@acme.example"))
                            .data("n", n)
                            .orderingKey("k" + n % 3)
                            .event("fed-" + n)
                            .build())
                    .messages()
                    .getFirst()
                    .id())
            .toList();
    List<UUID> done = new CopyOnWriteArrayList<>();
    Set<UUID> refusedOnce = ConcurrentHashMap.newKeySet();

    try (FeedConsumer consumer =
        FeedConsumer.of(
                feed,
                message -> {
                  if (String.valueOf(message.json().get("n")).equals("7")
                      && refusedOnce.add(message.id())) {
                    throw new IllegalStateException("not now");
                  }
                  done.add(message.id());
                })
            .threads(3)
            .again(Duration.ofMillis(10))
            .start()) {
      assertThat(consumer).isNotNull();
      await().atMost(Patience.SOON).until(() -> done.size() >= ids.size());
    }

    assertThat(done).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(refusedOnce).containsExactly(ids.get(7));
    for (int key = 0; key < 3; key++) {
      int of = key;
      List<UUID> ordered =
          IntStream.range(0, 20).filter(n -> n % 3 == of).mapToObj(ids::get).toList();
      assertThat(done.stream().filter(ordered::contains)).containsExactlyElementsOf(ordered);
    }
    assertThat(herald.get(ids.get(7)).state()).isEqualTo(MessageState.DELIVERED);
    assertThatThrownBy(() -> Feed.of(herald, "client").pull(1, Duration.ZERO))
        .isInstanceOf(HeraldException.Forbidden.class);
  }

  private HeraldClient client(String key) {
    return HeraldClient.at(server.anonymous().base().toString()).key(key).build();
  }

  private static void configure(Api admin) {
    admin.asApplication("esop");
    put(admin, "/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}");
    put(
        admin,
        "/v1/sources/hook",
        "{'connector': 'webhook', 'settings': {'secret': '%s', 'allowPrivate': 'true'}}"
            .formatted(SECRET));
    put(
        admin,
        "/v1/applications/esop/nodes/hooked",
        """
        {'name': 'Hooked', 'plan': 'webhook', 'locale': 'en',
         'schema': {'type': 'object', 'properties': {'n': {'type': 'integer', 'x-search': true}}},
         'templates': [{'channel': 'webhook', 'content': {'type': 'hooked', 'json': {'n': '{{n}}'}}}]}
        """);
  }

  private static void put(Api api, String path, String json) {
    Api.Answer answer = api.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(path + " " + answer).isLessThan(300);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    try (exchange) {
      Webhook webhook = VERIFIER.verify(exchange.getRequestHeaders()::getFirst, body);
      received.put(webhook.id(), webhook);
      exchange.sendResponseHeaders(204, -1);
    } catch (WebhookException problem) {
      disbelieved.put(body, String.valueOf(problem.getMessage()));
      exchange.sendResponseHeaders(401, -1);
    }
  }

  private Submission.Builder hook(int n) {
    String url = "http://127.0.0.1:%d/%d".formatted(receiver.getAddress().getPort(), n);
    return Submission.of("hooked", "acme").to(Recipient.address("webhook", url)).data("n", n);
  }

  private Message sent(UUID id) {
    await().until(() -> herald.get(id).state() == MessageState.SENT);
    return herald.get(id);
  }

  private static UUID only(Accepted accepted) {
    assertThat(accepted.messages()).hasSize(1);
    return accepted.messages().getFirst().id();
  }

  @Test
  void a_message_is_sent_and_traced_and_its_webhook_is_believed() {
    UUID id = only(herald.send(hook(1).build()));

    Message message = sent(id);
    assertThat(message.identity().node()).isEqualTo("hooked");
    assertThat(message.identity().application()).isEqualTo("esop");
    assertThat(message.variables()).containsEntry("n", 1L);
    assertThat(message.attempts()).isEqualTo(1);
    assertThat(message.verdict()).isNotBlank();
    assertThat(message.trace())
        .anySatisfy(step -> assertThat(step.kind()).isEqualTo("ACCEPTED"))
        .anySatisfy(step -> {
          assertThat(step.attempt()).isNotNull();
          assertThat(step.attempt().outcome()).isEqualTo("ACCEPTED");
        });
    assertThat(received)
        .hasEntrySatisfying(
            id.toString(),
            webhook -> assertThat(webhook.body()).contains("\"type\":\"hooked\"", "\"n\":1"));
    assertThat(disbelieved).isEmpty();
  }

  @Test
  void an_event_that_is_sent_again_makes_no_second_message() {
    Submission event = hook(2).event("grant-8841").build();

    Accepted first = herald.send(event);
    Accepted again = herald.send(event);
    LineResult inBulk = herald.sendAll(List.of(event)).getFirst();

    assertThat(again.request()).isEqualTo(first.request());
    assertThat(inBulk)
        .isInstanceOfSatisfying(
            LineResult.Taken.class,
            taken -> assertThat(taken.accepted().request()).isEqualTo(first.request()));
    assertThatThrownBy(() -> herald.send(hook(3).event("grant-8841").build()))
        .isInstanceOf(HeraldException.Conflict.class);
  }

  @Test
  void what_is_wrong_is_named() {
    HeraldException.Invalid invalid =
        catchThrowableOfType(
            HeraldException.Invalid.class,
            () ->
                herald.send(
                    Submission.of("hooked", "acme")
                        .to(Recipient.address("mobile", "1"))
                        .data("n", "no number")
                        .build()));

    assertThat(invalid.errors()).isNotEmpty();
    assertThat(invalid.errors().getFirst().field()).isEqualTo("to[0].mobile");
    assertThat(invalid.errors().getFirst().code()).isEqualTo("FIELD_UNKNOWN");
    assertThat(invalid.errors().getFirst().reason()).contains("phone");
    assertThatThrownBy(() -> client("nobody").ping())
        .isInstanceOf(HeraldException.Unauthorized.class);
    assertThatThrownBy(() -> herald.get(UUID.randomUUID()))
        .isInstanceOf(HeraldException.NotFound.class);
    herald.ping();
  }

  @Test
  void of_many_a_bad_one_fails_only_itself() {
    List<Submission> many = new ArrayList<>();
    IntStream.range(100, 110).forEach(n -> many.add(hook(n).build()));
    many.add(4, Submission.of("unknown", "acme").to("E1").build());

    List<LineResult> results = herald.sendAll(many);

    assertThat(results).hasSize(11);
    assertThat(results.get(4))
        .isInstanceOfSatisfying(
            LineResult.Refused.class,
            refused -> assertThat(refused.problem()).isInstanceOf(HeraldException.Invalid.class));
    assertThat(results).filteredOn(LineResult.Taken.class::isInstance).hasSize(10);
  }

  @Test
  void a_stream_of_thousands_is_taken_in_order() {
    Instant later = Instant.now().plus(Duration.ofDays(1));
    Stream<Submission> stream =
        IntStream.range(10_000, 12_500).mapToObj(n -> hook(n).at(later).build());
    List<LineResult> results = new ArrayList<>();

    assertThat(herald.sendAll(stream, results::add)).isEqualTo(2_500);

    assertThat(results).hasSize(2_500);
    assertThat(results.getLast().submission().toJson()).contains("\"n\":12499");
    assertThat(
            herald.searchAll(
                MessageQuery.all().node("hooked").application("esop").variable("12499").limit(1)))
        .hasSize(1);
    assertThat(
            herald
                .searchAll(
                    MessageQuery.all().state(MessageState.PENDING).tenant("acme").limit(1_000))
                .limit(2_000))
        .hasSize(2_000);
  }

  @Test
  void a_message_for_later_is_called_off_and_sent_again() {
    UUID id = only(herald.send(hook(4).at(Instant.now().plus(Duration.ofDays(1))).build()));

    assertThatThrownBy(() -> herald.resend(id)).isInstanceOf(HeraldException.Conflict.class);
    assertThat(herald.cancel(id).state()).isEqualTo(MessageState.CANCELLED);
    assertThat(herald.cancel(id).state()).as("again").isEqualTo(MessageState.CANCELLED);

    UUID again = only(herald.resend(id));
    assertThat(sent(again).identity().origin()).isEqualTo(new Message.Origin(id, "RESEND"));
    assertThatThrownBy(() -> herald.cancel(again)).isInstanceOf(HeraldException.Conflict.class);
    assertThatThrownBy(() -> herald.resend(again, "sms"))
        .isInstanceOf(HeraldException.Invalid.class);
  }

  @Test
  void a_message_is_taken_back_while_it_waits_and_not_where_its_provider_can_not() {
    UUID later = only(herald.send(hook(5).at(Instant.now().plus(Duration.ofDays(1))).build()));
    assertThat(herald.recall(later).state()).isEqualTo(MessageState.CANCELLED);
    assertThat(herald.recall(later).state()).as("again").isEqualTo(MessageState.CANCELLED);

    UUID sent = only(herald.send(hook(6).build()));
    sent(sent);
    assertThatThrownBy(() -> herald.recall(sent)).isInstanceOf(HeraldException.Conflict.class);
    assertThatThrownBy(() -> herald.recallWithOthers(sent))
        .isInstanceOf(HeraldException.Conflict.class);
  }

  @Test
  void an_application_at_its_quota_is_told_when_to_come_again() {
    Api admin = server.administrator();
    put(
        admin,
        "/v1/applications/small",
        "{'name': 'Small', 'owner': 'Li Lei', 'quota': '1 per day'}");
    put(
        admin,
        "/v1/applications/small/nodes/hooked",
        """
        {'name': 'Hooked', 'plan': 'webhook', 'locale': 'en',
         'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}},
         'templates': [{'channel': 'webhook', 'content': {'type': 'hooked', 'json': {'n': '{{n}}'}}}]}
        """);
    HeraldClient small =
        client(admin.post("/v1/applications/small/keys", "").json().path("key").asString());
    small.send(hook(5).build());

    HeraldException.QuotaExceeded full =
        catchThrowableOfType(
            HeraldException.QuotaExceeded.class, () -> small.send(hook(6).build()));

    assertThat(full.retryAfter()).hasValueSatisfying(wait -> assertThat(wait).isPositive());
  }
}
