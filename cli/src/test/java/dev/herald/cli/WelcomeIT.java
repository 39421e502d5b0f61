package dev.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WelcomeIT {
  private HttpServer server;
  private int status;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::refuse);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void refuse(HttpExchange exchange) throws IOException {
    byte[] problem = "{\"detail\": \"ask another\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, problem.length);
    exchange.getResponseBody().write(problem);
    exchange.close();
  }

  /** One of a cluster that has no role for applications, or a home with another database's key. */
  @ParameterizedTest
  @ValueSource(ints = {421, 401, 503})
  void aServerThatTellsNothingOfApplicationsHasStartedAllTheSame(int refusal) {
    status = refusal;
    StringWriter out = new StringWriter();
    CommandLine line = Herald.commandLine().setOut(new PrintWriter(out));

    int exit =
        line.execute(
            "welcome",
            "--url=http://127.0.0.1:" + server.getAddress().getPort(),
            "--key=hk_000000000000_" + "0".repeat(43));

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Herald runs at", "ask another");
  }
}
