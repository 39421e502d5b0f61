package dev.herald.chaos;

import dev.herald.chaos.provider.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The stand-in provider's process. */
final class Provider implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final Path book;
  private final int port;

  private Provider(Process process, Path book, int port) {
    this.process = process;
    this.book = book;
    this.port = port;
  }

  static Provider start(Place place, long seed) throws IOException {
    Path book = place.file("provider.book");
    Path port = place.file("provider.port");
    Process process =
        place.program(StandIn.class, book.toString(), port.toString(), "" + seed).start();
    if (!Until.holds(START, () -> Files.exists(port) || !process.isAlive()) || !process.isAlive()) {
      process.destroyForcibly();
      throw new IOException(
          "the stand-in provider did not start; see " + place.file("provider.log"));
    }
    return new Provider(process, book, Integer.parseInt(Files.readString(port)));
  }

  Path book() {
    return book;
  }

  /** How many bytes its book has; a line has about 60. */
  long written() {
    try {
      return Files.size(book);
    } catch (IOException notYet) {
      return 0;
    }
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /**
   * @param share of calls that go wrong
   */
  void storm(double share) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(URI.create("http://%s/storm/%s".formatted(host(), share)))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
