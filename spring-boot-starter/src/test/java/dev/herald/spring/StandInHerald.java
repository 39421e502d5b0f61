package dev.herald.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Takes bulk submissions as Herald does: one message for each key, whatever is repeated. The node
 * {@code refused} it refuses, at {@code broken} it fails.
 */
public final class StandInHerald implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpServer server;
  private final Map<String, String> taken = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile @Nullable CountDownLatch held;
  private volatile boolean mended;

  public StandInHerald() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/messages/bulk", this::bulk);
    server.createContext(
        "/v1/messages/", exchange -> answer(exchange, status == 200 ? 404 : status, "{}"));
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The line of each key that was taken. */
  public Map<String, String> taken() {
    return taken;
  }

  /** How many lines came whose key was there. */
  public int repeated() {
    return repeated.get();
  }

  public int requests() {
    return requests.get();
  }

  /** Answers every request so; 200: as Herald does. */
  public void answersWith(int otherStatus) {
    status = otherStatus;
  }

  /** Takes what comes, and says so only when {@link #letGo} is called. */
  public void holdAnswers() {
    held = new CountDownLatch(1);
  }

  public void letGo() {
    CountDownLatch latch = held;
    held = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** What it refused it takes from now on. */
  public void mend() {
    mended = true;
  }

  private void bulk(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    List<String> lines =
        new String(exchange.getRequestBody().readAllBytes(), UTF_8).lines().toList();
    if (status != 200) {
      answer(exchange, status, "{\"detail\": \"as the test wants it\"}");
      return;
    }
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      answers.append(take(i + 1, lines.get(i))).append('\n');
    }
    wait(held);
    answer(exchange, 200, answers.toString());
  }

  private String take(int number, String line) {
    Map<String, String> texts = texts(line);
    if (!mended && "refused".equals(texts.get("node"))) {
      return """
      {"line": %d, "status": 422, "detail": "node: there is no node", "errors":
       [{"field": "to[0].email", "reason": "'secret@example.com' is wrong", "expected": "one"}]}
      """
          .replace("\n", "")
          .formatted(number);
    }
    if (!mended && "broken".equals(texts.get("node"))) {
      return "{\"line\": %d, \"status\": 500, \"detail\": \"an error inside\"}".formatted(number);
    }
    if (taken.put(texts.getOrDefault("idempotencyKey", "none"), line) != null) {
      repeated.incrementAndGet();
    }
    return "{\"line\": %d, \"status\": 202, \"request\": \"%s\", \"messages\": []}"
        .formatted(number, UUID.randomUUID());
  }

  /** The texts that an object has at its top. */
  private static Map<String, String> texts(String line) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, json.getString());
        } else {
          json.skipChildren();
        }
      }
    }
    return texts;
  }

  private static void wait(@Nullable CountDownLatch latch) {
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
