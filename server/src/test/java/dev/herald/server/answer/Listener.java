package dev.herald.server.answer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks, which does at each path what it is told to. */
public final class Listener implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * A request that came.
   *
   * @param headers by name in lower case
   */
  public record Heard(String path, Map<String, String> headers, String body) {
    public JsonNode event() {
      return JSON.readTree(body);
    }

    public String id() {
      return String.valueOf(headers.get("webhook-id"));
    }

    /** Without its version. */
    String signature() {
      return String.valueOf(headers.get("webhook-signature")).substring("v1,".length());
    }

    public String type() {
      return event().path("type").asString();
    }
  }

  public Listener() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
  }

  /**
   * @param status 0: it never answers
   */
  void answers(String path, int status) {
    statuses.put("/" + path, status);
  }

  public List<Heard> at(String path) {
    return heard.stream().filter(each -> each.path.equals("/" + path)).toList();
  }

  /** All events, which messages by webhook are none of. */
  List<String> events() {
    return heard.stream().map(Heard::body).filter(body -> body.contains("specversion")).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(), all.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    heard.add(new Heard(path, headers, body));
    int status = statuses.getOrDefault(path, 200);
    if (status == 0) {
      hang();
    }
    byte[] said = ("said of " + headers.get("webhook-signature")).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status == 0 ? 200 : status, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
