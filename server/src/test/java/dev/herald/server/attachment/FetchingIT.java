package dev.herald.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.herald.channel.Content;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.task.AttachedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Files from a server that behaves, and from ones that don't. */
class FetchingIT {
  private static final int LARGEST = 1_000;

  private HttpServer server;
  private Fetching fetching;

  @BeforeEach
  void thereIsAServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    fetching = fetching("127.0.0.1/32");
  }

  @AfterEach
  void bothEnd() {
    fetching.destroy();
    server.stop(0);
  }

  private static Fetching fetching(String... hosts) {
    return new Fetching(
        new Egress.Direct(PrivateTargets.NONE),
        new AttachmentSettings(
            DataSize.ofBytes(LARGEST),
            DataSize.ofBytes(LARGEST),
            3,
            List.of("application/pdf"),
            Duration.ofDays(7),
            DataSize.ofBytes(LARGEST),
            Duration.ofMinutes(1),
            List.of(hosts)));
  }

  private void serves(int status, String type, byte[] body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          if (body.length > 0) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
  }

  private Loading fetched() {
    return fetched("http://127.0.0.1:%d/8841.pdf".formatted(server.getAddress().getPort()));
  }

  private Loading fetched(String url) {
    AttachedFile file = new AttachedFile("bill.pdf", "application/pdf", null, null, url, 0);
    return fetching.fetch(UUID.randomUUID(), file, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/pdf", "Application/PDF; v=1", "application/octet-stream"})
  void a_file_comes_as_it_is_served(String type) {
    serves(200, type, new byte[] {1, 2, 3});

    assertThat(fetched())
        .isInstanceOfSatisfying(
            Loading.Loaded.class,
            loaded -> {
              Content.Attachment file = loaded.files().getFirst();
              assertThat(file.bytes()).containsExactly(1, 2, 3);
              assertThat(file.mediaType()).isEqualTo("application/pdf");
            });
  }

  @ParameterizedTest
  @CsvSource({"404, false", "403, false", "302, false", "500, true", "503, true", "429, true"})
  void what_is_no_file_is_told_from_what_may_be_one_later(int status, boolean later) {
    serves(status, "application/pdf", new byte[0]);

    assertThat(fetched())
        .isEqualTo(
            later
                ? new Loading.NotNow(new AttachmentFault.AttachmentNotServed("127.0.0.1", status))
                : new Loading.Never(new AttachmentFault.AttachmentNotServed("127.0.0.1", status)));
  }

  @Test
  void a_page_to_sign_in_is_no_bill() {
    serves(200, "text/html; charset=utf-8", "<form>".getBytes(StandardCharsets.UTF_8));

    assertThat(fetched())
        .isEqualTo(
            new Loading.Never(
                new AttachmentFault.AttachmentTypeOther(
                    "127.0.0.1", "text/html", "application/pdf")));
  }

  @Test
  void a_file_of_any_length_is_read_no_further_than_it_may_be_large() {
    serves(200, "application/pdf", new byte[LARGEST + 1]);

    assertThat(fetched())
        .isInstanceOfSatisfying(
            Loading.Never.class,
            never ->
                assertThat(never.reason())
                    .isInstanceOf(AttachmentFault.AttachmentServedTooLarge.class));
  }

  @Test
  void a_server_that_is_not_there_may_come_back() throws IOException {
    int closed;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = nobody.getLocalPort();
    }

    assertThat(fetched("http://127.0.0.1:%d/8841.pdf".formatted(closed)))
        .isInstanceOf(Loading.NotNow.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a.pdf",
        "http://localhost/a.pdf",
        "http://[::1]/a.pdf",
        "http://[::ffff:127.0.0.1]/a.pdf",
        "http://10.1.2.3/a.pdf",
        "http://169.254.169.254/latest/meta-data/a.pdf"
      })
  void a_private_address_is_not_called_unless_an_administrator_named_it(String url) {
    fetching.destroy();
    fetching = fetching();

    assertThat(fetched(url))
        .isInstanceOfSatisfying(
            Loading.Never.class,
            never ->
                assertThat(never.reason())
                    .isInstanceOf(AttachmentFault.AttachmentHostClosed.class));
  }
}
