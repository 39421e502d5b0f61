package dev.herald.channels.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.Source;
import dev.herald.channel.TokenStore;
import dev.herald.channel.network.Egress;
import dev.herald.channels.definition.DefinedConnector;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.DefinitionException;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.token.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What definitions can say beyond one request, in conversations with a real server. */
class EngineIT {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String HEAD =
      """
      connector: own-chat
      channel: chat
      label: { en: Own chat, zh: 自有聊天 }
      destination: user
      contents: [text]
      source:
        id: { fallback: app1 }
        secret: { secret: true, required: true }
      """;
  private static final String TOKEN =
      """
      token:
        post: https://chat.example.com/token
        json: { id: "${source.id}", secret: "${source.secret}" }
        value: ${body.token}
        expires: ${body.expires}
      auth: { bearer: "${token}" }
      """;
  private static final String SEND =
      """
      request:
        post: https://chat.example.com/send
        json: { to: "${destination}", text: "${content.text}" }
      """;
  private static final String ANSWER =
      """
      answer:
        success: code
        id: ${body.id}
        errors:
          token: [401, status 401]
          recipient: [404]
          credentials: [403]
      ambiguous: hold
      """;

  /** Of definitions that fetch no token. */
  private static final String PLAIN = ANSWER.replace("token: [401, status 401]", "busy: [9]");

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger tokensGiven = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();
  private HttpServer server;
  private HttpEgress http;
  private Function<String, Reply> onSend = _ -> new Reply(200, "{\"code\":0,\"id\":1}");
  private Function<String, Reply> onToken =
      _ ->
          new Reply(
              200,
              "{\"token\":\"tok-%d\",\"expires\":7200}".formatted(tokensGiven.incrementAndGet()));

  private record Reply(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    http = new HttpEgress(new Egress.Sandbox(server.getAddress(), server.getAddress()), DEADLINE);
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String path = exchange.getRequestURI().toString();
      String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String request = "%s %s %s".formatted(path, authorization, body);
      requests.add(request);
      Reply reply = (path.startsWith("/token") ? onToken : onSend).apply(request);
      byte[] bytes = reply.body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTokenIsFetchedOnceForManyMessages() throws Exception {
    DefinedConnector connector = connector(HEAD + TOKEN + SEND + ANSWER);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent =
          IntStream.range(0, 30)
              .mapToObj(_ -> threads.submit(() -> connector.send(message("hi"))))
              .toList();
      for (var each : sent) {
        assertThat(each.get()).isInstanceOf(Accepted.class);
      }
    }

    assertThat(requests.stream().filter(each -> each.startsWith("/token"))).hasSize(1);
    assertThat(requests.stream().filter(each -> each.startsWith("/send")))
        .hasSize(30)
        .allMatch(each -> each.contains("Bearer tok-1 "));
  }

  @Test
  void aTokenThatIsTakenNoLongerIsFetchedOnceMoreAndTheMessageGoes() throws Exception {
    onSend =
        request ->
            request.contains("tok-1")
                ? new Reply(200, "{\"code\":401,\"msg\":\"expired\"}")
                : new Reply(200, "{\"code\":0,\"id\":1}");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Accepted.class);

    assertThat(tokensGiven).hasValue(2);
  }

  @Test
  void aTokenThatIsRefusedAgainIsTheSourcesFaultAndNobodyTriesForEver() throws Exception {
    onSend = _ -> new Reply(401, "");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .satisfies(rejectedAs(Rejection.CREDENTIALS));

    assertThat(tokensGiven).hasValue(2);
    assertThat(requests).hasSize(4);
  }

  @Test
  void aFetchThatIsRefusedSaysWhyAndNothingIsSent() throws Exception {
    onToken = _ -> new Reply(200, "{\"code\":404,\"msg\":\"no such app\"}");

    SendResult result = connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi"));

    assertThat(result).satisfies(rejectedAs(Rejection.CREDENTIALS));
    assertThat(((Rejected) result).reason()).contains("no such app", "404");
    assertThat(requests).noneMatch(each -> each.startsWith("/send"));
  }

  @Test
  void aProviderInTroubleGivesNoTokenAndIsAskedLater() throws Exception {
    onToken = _ -> new Reply(503, "");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Retryable.class);
  }

  @Test
  void aTokenIsInNoAnswerAndNoPreview() throws Exception {
    onSend = request -> new Reply(200, "{\"code\":403,\"msg\":\"you are tok-1, are you not\"}");
    DefinedConnector connector = connector(HEAD + TOKEN + SEND + ANSWER);

    SendResult result = connector.send(message("hi"));

    assertThat(result.toString()).contains("are you not").doesNotContain("tok-1");
    assertThat(connector.preview(message("hi"))).contains("(secret)").doesNotContain("tok-");
  }

  @Test
  void clientCredentialsAreANameAndAPassword() throws Exception {
    onToken = _ -> new Reply(200, "{\"access_token\":\"tok-9\",\"expires_in\":60}");
    String token =
        """
        token:
          clientCredentials:
            at: https://chat.example.com/token
            id: ${source.id}
            secret: ${source.secret}
            scope: send
        auth: { bearer: "${token}" }
        """;

    assertThat(connector(HEAD + token + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Accepted.class);

    assertThat(requests)
        .first()
        .isEqualTo("/token Basic YXBwMTpzM2NyM3Q= grant_type=client_credentials&scope=send");
  }

  private static final String STEPS =
      """
      steps:
        person:
          get: https://chat.example.com/people
          query: { name: "${destination}" }
          value: ${body.person.id}
      request:
        post: https://chat.example.com/send
        json: { to: "${steps.person}", text: "${content.text}" }
      """;

  @Test
  void aStepsValueIsReadByTheRequest() throws Exception {
    onSend =
        request ->
            request.startsWith("/people")
                ? new Reply(200, "{\"code\":0,\"person\":{\"id\":9007199254740993}}")
                : new Reply(200, "{\"code\":0,\"id\":\"m-1\"}");

    assertThat(connector(HEAD + STEPS + PLAIN).send(message("hi"))).isInstanceOf(Accepted.class);

    assertThat(requests).last().asString().endsWith("{\"to\":9007199254740993,\"text\":\"hi\"}");
  }

  @Test
  void aStepThatFailsSendsNothingAndIsJudgedByTheSameTable() throws Exception {
    onSend = _ -> new Reply(200, "{\"code\":404,\"msg\":\"nobody of that name\"}");
    DefinedConnector connector = connector(HEAD + STEPS + PLAIN);

    assertThat(connector.send(message("hi"))).satisfies(rejectedAs(Rejection.RECIPIENT));

    onSend = _ -> new Reply(200, "no JSON");
    assertThat(connector.send(message("hi"))).isInstanceOf(Retryable.class);
    assertThat(requests).noneMatch(each -> each.startsWith("/send"));
  }

  @Test
  void anIdOf64BitsIsExactAndALongerOneToo() throws Exception {
    DefinedConnector connector = connector(HEAD + SEND + PLAIN);
    for (String id : List.of("9223372036854775807", "9007199254740993", "92233720368547758070")) {
      onSend = _ -> new Reply(200, "{\"code\":0,\"id\":%s}".formatted(id));

      assertThat(connector.send(message("hi")).exchange().providerId()).isEqualTo(id);
    }
  }

  @Test
  void oneRecipientOfACallThatWasTakenMayHaveBeenRefused() throws Exception {
    String listed =
        """
        answer:
          success: code
          results:
            recipient: ${body.invalid}
            defer 60s: ${body.slow}
        ambiguous: hold
        """;
    DefinedConnector connector = connector(HEAD + SEND + listed);

    onSend = _ -> new Reply(200, "{\"code\":0,\"invalid\":\"other|Somebody\",\"slow\":[]}");
    assertThat(connector.send(message("hi"))).satisfies(rejectedAs(Rejection.RECIPIENT));
    onSend = _ -> new Reply(200, "{\"code\":0,\"slow\":[\"somebody\"]}");
    assertThat(connector.send(message("hi")))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> assertThat(throttled.after()).isEqualTo(Duration.ofSeconds(60)));
    onSend = _ -> new Reply(200, "{\"code\":0,\"invalid\":\"other\"}");
    assertThat(connector.send(message("hi"))).isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsTooLongInBytesIsRefusedBeforeTheCall() throws Exception {
    DefinedConnector connector =
        connector(HEAD + "limits: { text: 12 bytes, request: 60 bytes }\n" + SEND + PLAIN);

    assertThat(connector.send(message("磁盘告警"))).isInstanceOf(Accepted.class);
    SendResult tooLong = connector.send(message("磁盘告警!"));

    assertThat(tooLong).satisfies(rejectedAs(Rejection.CONTENT));
    assertThat(((Rejected) tooLong).reason())
        .isEqualTo("the text has 13 bytes, and at most 12 are taken");
    assertThat(requests).hasSize(1);
  }

  private DefinedConnector connector(String yaml) throws DefinitionException {
    return new DefinedConnector(
        Definition.read("own.yaml", yaml),
        http,
        new Tokens(TokenStore.inMemory(), Clock.systemUTC(), DEADLINE),
        Clock.systemUTC());
  }

  private static Consumer<SendResult> rejectedAs(Rejection rejection) {
    return result ->
        assertThat(result)
            .isInstanceOfSatisfying(
                Rejected.class, refused -> assertThat(refused.rejection()).isEqualTo(rejection));
  }

  private Message message(String text) {
    return new Message(
        new UUID(0x019b7ca98c887000L, ids.incrementAndGet()),
        1,
        new Channel("chat"),
        new Source(new UUID(0, 1), "own", "own-chat", Map.of("secret", "s3cr3t")),
        new Content.Text(text),
        new Destination(Destination.Kind.USER, "somebody"));
  }
}
