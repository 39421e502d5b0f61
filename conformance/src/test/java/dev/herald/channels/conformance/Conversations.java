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
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.Source;
import dev.herald.channel.TokenStore;
import dev.herald.channel.network.Egress;
import dev.herald.channels.definition.DefinedConnector;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.token.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A definition in conversation with a real server that answers as the test says. */
abstract class Conversations {
  static final Duration DEADLINE = Duration.ofMinutes(1);
  static final String HEAD =
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
  static final String TOKEN =
      """
      token:
        post: https://chat.example.com/token
        json: { id: "${source.id}", secret: "${source.secret}" }
        value: ${body.token}
        expires: ${body.expires}
      auth: { bearer: "${token}" }
      """;
  static final String SEND =
      """
      request:
        post: https://chat.example.com/send
        json: { to: "${destination}", text: "${content.text}" }
      """;
  static final String ANSWER =
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
  static final String PLAIN = ANSWER.replace("token: [401, status 401]", "busy: [9]");

  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  final AtomicInteger tokensGiven = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();
  private HttpServer server;
  private HttpEgress http;
  Function<String, Reply> onSend = _ -> new Reply(200, "{\"code\":0,\"id\":1}");
  Function<String, Reply> onToken =
      _ ->
          new Reply(
              200,
              "{\"token\":\"tok-%d\",\"expires\":7200}".formatted(tokensGiven.incrementAndGet()));

  record Reply(int status, String body) {}

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

  final DefinedConnector connector(String yaml) throws DefinitionException {
    return new DefinedConnector(
        Definition.read("own.yaml", yaml),
        http,
        new Tokens(TokenStore.inMemory(), Clock.systemUTC(), DEADLINE),
        Clock.systemUTC());
  }

  static Consumer<SendResult> rejectedAs(Rejection rejection) {
    return result ->
        assertThat(result)
            .isInstanceOfSatisfying(
                Rejected.class, refused -> assertThat(refused.rejection()).isEqualTo(rejection));
  }

  final Message message(String text) {
    return message(text, "somebody");
  }

  final Message message(String text, String to) {
    return new Message(
        new UUID(0x019b7ca98c887000L, ids.incrementAndGet()),
        1,
        new Channel("chat"),
        new Source(new UUID(0, 1), "own", "own-chat", Map.of("secret", "s3cr3t")),
        new Content.Text(text),
        new Destination(Destination.Kind.USER, to));
  }
}
