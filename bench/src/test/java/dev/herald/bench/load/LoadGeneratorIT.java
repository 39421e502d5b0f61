package dev.herald.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.bench.load.Order.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorIT {
  private static final int EVERY_FOURTH = 4;

  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  LoadGeneratorIT() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/v1/messages", this::one);
    server.createContext("/v1/messages/bulk", this::lines);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  /** Now and then it lets go of the connection, as servers do. */
  private void one(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    if (keys.size() % EVERY_FOURTH == 0) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  private void lines(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    for (String line : body.lines().toList()) {
      String status = line.contains("run-7\"") ? "422" : "202";
      exchange
          .getResponseBody()
          .write(("{\"status\":" + status + "}\n").getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private Outcome run(int messages, Pace pace) throws IOException {
    Order.Target target = new Order.Target(server.getAddress().getPort(), "key");
    return LoadGenerator.run(new Order(target, Form.NOTICE, "run", messages, 4, pace));
  }

  @Test
  void everyMessageIsSubmittedOnceAlsoWhereTheServerClosesConnections() throws IOException {
    Outcome outcome = run(50, Pace.SINGLE);

    assertThat(outcome.accepted()).isEqualTo(50);
    assertThat(outcome.refused()).isZero();
    assertThat(outcome.answer().count()).isEqualTo(50);
    assertThat(keys).hasSize(50);
  }

  @Test
  void linesThatAreRefusedAreToldFromThoseThatAreTaken() throws IOException {
    Outcome outcome = run(20, Pace.bulk(5));

    assertThat(outcome.accepted()).isEqualTo(19);
    assertThat(outcome.refused()).isEqualTo(1);
  }

  @Test
  void aScheduleIsKeptWhateverTheAnswersTake() throws IOException {
    Outcome outcome = run(21, Pace.scheduled(100));

    assertThat(outcome.accepted()).isEqualTo(21);
    assertThat(outcome.seconds()).isGreaterThanOrEqualTo(0.2);
  }
}
