package dev.herald.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** A server that has no room at this moment is sent what may come twice again, and nothing else. */
class ServerIT {
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/busy", exchange -> answer(exchange, calls.incrementAndGet() < 3 ? 503 : 200, true));
    http.createContext(
        "/away",
        exchange -> {
          calls.incrementAndGet();
          answer(exchange, 503, false);
        });
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, boolean comeBack)
      throws IOException {
    if (comeBack) {
      exchange.getResponseHeaders().set("Retry-After", "0");
    }
    byte[] body = "{\"detail\":\"no room\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Server server() {
    return new Server(URI.create("http://127.0.0.1:" + http.getAddress().getPort()), "key");
  }

  @Test
  void a_request_without_room_is_sent_again() {
    assertThat(server().get("/busy").path("detail").asString()).isEqualTo("no room");
    assertThat(calls).hasValue(3);
  }

  @Test
  void what_may_have_been_done_is_not_sent_again() {
    assertThatThrownBy(() -> server().post("/busy", JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("503", "no room");
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_refusal_without_a_time_to_come_back_is_told_at_once() {
    assertThatThrownBy(() -> server().get("/away"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("503", "no room");
    assertThat(calls).hasValue(1);
  }
}
