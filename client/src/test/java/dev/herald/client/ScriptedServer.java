package dev.herald.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server that answers as it was told, one answer after another, the last one for good. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  record Request(String method, String path, String key, String authorization, String body) {}

  /**
   * @param status 0: the connection is cut; -1: nothing is said, ever
   */
  record Answer(int status, Map<String, String> headers, String body) {}

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/herald/";
  }

  ScriptedServer says(int status, String body) {
    return says(new Answer(status, Map.of(), body));
  }

  ScriptedServer says(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** In place of all that it was told before. */
  void nowSays(int status, String body) {
    answers.clear();
    says(status, body);
  }

  List<Request> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            header(exchange, "Idempotency-Key"),
            header(exchange, "Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
    if (answer.status < 0) {
      return;
    }
    if (answer.status > 0) {
      byte[] body = answer.body.getBytes(UTF_8);
      answer.headers.forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
