package dev.herald.example.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.Connectors;
import dev.herald.channels.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, loaded as Herald loads it, against a pager that really listens. */
class LinePluginIT {
  @TempDir Path home;
  private ServerSocket pager;

  @BeforeEach
  void aPagerListens() throws IOException {
    pager = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void itGoes() throws IOException {
    pager.close();
  }

  private void serve() {
    while (!pager.isClosed()) {
      try (Socket socket = pager.accept()) {
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean known = String.valueOf(reader.readLine()).startsWith("PAGE li.lei ");
        String answer = known ? "OK p-17\n" : "NO nobody of this name\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // It was closed.
      }
    }
  }

  private Connectors loaded(PrivateTargets allowed) {
    return Connectors.load(
        new Environment(new Egress.Direct(allowed), Clock.systemUTC(), Duration.ofMinutes(1)),
        List.of(),
        home.resolve("connectors"),
        home.resolve("kept"),
        Path.of(System.getProperty("plugin.folder", "target")));
  }

  private SendResult sent(Connectors connectors, String to) {
    Connector pagers = connectors.find("line-pager").orElseThrow();
    Source source =
        new Source(
            new UUID(0, 1),
            "pager",
            "line-pager",
            Map.of("host", "127.0.0.1", "port", String.valueOf(pager.getLocalPort())));
    return pagers.send(
        new Message(
            new UUID(0, 2),
            1,
            new Channel("pager"),
            source,
            new Content.Text("The server room is warm"),
            new Destination(Destination.Kind.USER, to)));
  }

  @Test
  void the_jar_is_taken_up_and_pages() {
    try (Connectors connectors = loaded(PrivateTargets.parse(List.of("127.0.0.1")))) {
      assertThat(connectors.offers("line-pager").getFirst().origin()).isEqualTo(Origin.PLUGIN);

      SendResult accepted = sent(connectors, "li.lei");
      assertThat(accepted).isInstanceOf(SendResult.Accepted.class);
      assertThat(accepted.exchange().providerId()).isEqualTo("p-17");
      assertThat(sent(connectors, "nobody")).isInstanceOf(SendResult.Rejected.class);
    }
  }

  @Test
  void it_reaches_no_private_address_that_is_not_listed() {
    try (Connectors connectors = loaded(PrivateTargets.NONE)) {
      assertThat(sent(connectors, "li.lei")).isInstanceOf(SendResult.Retryable.class);
    }
  }
}
