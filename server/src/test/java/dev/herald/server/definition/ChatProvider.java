package dev.herald.server.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A provider on this machine that takes what it is sent, and how it is spoken to. */
final class ChatProvider implements AutoCloseable {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final HttpServer server;

  record Call(String uri, String key, String body) {}

  ChatProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Call> calls() {
    return calls;
  }

  /** Answers there only once the latch is counted down. */
  CountDownLatch holds(String path) {
    CountDownLatch latch = new CountDownLatch(1);
    held.put(path, latch);
    return latch;
  }

  List<Call> callsTo(String path) {
    return calls.stream().filter(call -> call.uri.equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    calls.add(new Call(uri, String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")), body));
    CountDownLatch latch = held.get(uri);
    if (latch != null) {
      awaited(latch);
    }
    byte[] answer = "{\"id\":\"n-1\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(202, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A definition of it.
   *
   * @param more further settings of a source
   */
  String yaml(String connector, String path, String more) {
    return """
    connector: %s
    channel: %s
    destination: user
    contents: [text]
    source:
      host: { fallback: "127.0.0.1:%d" }
      key: { secret: true }
    %srequest:
      post: "http://${source.host}/%s"
      headers: { X-Key: "${source.key}" }
      json: { text: "${content.text}" }
    answer:
      success: 202
      id: ${body.id}
    ambiguous: resend
    examples:
      source: { host: chat.example, key: k-example }
      to: somebody
    """
        .formatted(connector, connector, port(), more, path);
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    server.stop(0);
  }
}
