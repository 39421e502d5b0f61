package dev.herald.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Where receipts are sent to; answers as it was told, the last answer for good. */
final class CallbackServer implements AutoCloseable {
  private final HttpServer server;
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /**
   * @param headers of several with one name the first
   */
  record Received(String target, Map<String, String> headers, String body) {}

  CallbackServer(String... answers) throws IOException {
    this.answers.addAll(List.of(answers));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name, values.getFirst()));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer = next().getBytes(StandardCharsets.UTF_8);
          received.add(new Received(exchange.getRequestURI().toString(), headers, body));
          exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
          if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
  }

  private synchronized String next() {
    return answers.size() > 1 ? answers.removeFirst() : answers.isEmpty() ? "" : answers.getFirst();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
