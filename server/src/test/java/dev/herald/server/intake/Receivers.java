package dev.herald.server.intake;

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
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Receivers on loopback addresses, each a host of its own, that all listen at one port. */
final class Receivers implements AutoCloseable {
  private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private int port;

  /**
   * What a receiver says.
   *
   * @param status 0: nothing, ever
   */
  record Answer(int status, String body) {}

  /** Begins to listen, and is answered by what it was sent. */
  String listen(String host, Function<String, Answer> answers) {
    try {
      InetAddress address = InetAddress.getByName(host);
      HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
      port = server.getAddress().getPort();
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> answer(exchange, answers));
      server.start();
      servers.put(host, server);
      return url(host);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String listen(String host, int status) {
    return listen(host, _ -> new Answer(status, ""));
  }

  /** Also of a host where nobody listens. */
  String url(String host) {
    return "http://%s:%d/in".formatted(host, port);
  }

  int port() {
    return port;
  }

  /** What the receivers were sent so far. */
  List<String> bodies() {
    return bodies;
  }

  private void answer(HttpExchange exchange, Function<String, Answer> answers) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    Answer answer = answers.apply(body);
    if (answer.status == 0) {
      return;
    }
    byte[] said = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status, said.length == 0 ? -1 : said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  @Override
  public void close() {
    servers.values().forEach(server -> server.stop(0));
  }
}
