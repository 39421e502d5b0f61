package dev.herald.chaos.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider that takes every call it gets for a new one, and writes down what it did before it
 * answers. A message's own text names its mood; in a storm, so does chance.
 */
public final class StandIn {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int STUBBORN = 3;
  private static final Mood[] STORM = {
    Mood.SLOW,
    Mood.TOO_LATE,
    Mood.HANG,
    Mood.DRIP,
    Mood.RESET_AFTER,
    Mood.RESET_BEFORE,
    Mood.THROTTLED,
    Mood.BUSY,
    Mood.BROKEN,
    Mood.MALFORMED,
    Mood.HUGE
  };

  private final Book book;
  private final Set<UUID> taken = ConcurrentHashMap.newKeySet();
  private final Set<UUID> throttled = ConcurrentHashMap.newKeySet();
  private final Random random;
  private volatile double storm;

  private StandIn(Book book, long seed) {
    this.book = book;
    this.random = new Random(seed);
  }

  /**
   * Runs until it is killed.
   *
   * @param arguments the book, the file that gets the port, the seed
   */
  public static void main(String[] arguments) throws IOException {
    Path book = Path.of(arguments[0]);
    if (Files.exists(book)) {
      throw new IOException(book + " is there already");
    }
    StandIn provider = new StandIn(Book.open(book), Long.parseLong(arguments[2]));
    try (ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress())) {
      Path written = Files.writeString(Path.of(arguments[1] + ".new"), "" + server.getLocalPort());
      Files.move(written, Path.of(arguments[1]));
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> provider.serve(socket));
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Http http = new Http(socket);
      while (answer(http)) {}
    } catch (IOException | InterruptedException goneAway) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return whether the connection goes on
   */
  private boolean answer(Http http) throws IOException, InterruptedException {
    Http.Request request = http.read();
    if (request == null) {
      return false;
    }
    if (request.path().startsWith("/storm/")) {
      storm = Double.parseDouble(request.path().substring("/storm/".length()));
      return http.answer(200, "{}");
    }
    JsonNode json = JSON.readTree(request.body());
    UUID message = UUID.fromString(json.path("id").asString());
    return request.path().equals("/trace")
        ? http.answer(200, report(message))
        : call(http, message, json);
  }

  private String report(UUID message) {
    ObjectNode report = JSON.createObjectNode();
    report.put("state", taken.contains(message) ? "DELIVERED" : "NONE");
    return report.toString();
  }

  private boolean call(Http http, UUID message, JsonNode json)
      throws IOException, InterruptedException {
    int attempt = json.path("attempt").asInt();
    String channel = json.path("channel").asString();
    book.write(new Book.Entry(Instant.now(), message, attempt, channel, false));
    Mood mood = mood(message, Mood.valueOf(json.path("text").asString()), attempt);
    if (mood == Mood.SLOW) {
      TimeUnit.MILLISECONDS.sleep(150);
    }
    if (mood.hasEffect()) {
      book.write(new Book.Entry(Instant.now(), message, attempt, channel, true));
      taken.add(message);
    }
    return http.behave(mood, message);
  }

  /** What its text says for the first attempts, and else what the weather is. */
  private Mood mood(UUID message, Mood wanted, int attempt) {
    if (storm > 0 && chance() < storm) {
      return STORM[(int) (chance() * STORM.length)];
    }
    return switch (wanted) {
      case REFUSED -> wanted;
      case THROTTLED -> throttled.add(message) ? wanted : Mood.FINE;
      case HANG -> attempt <= STUBBORN ? wanted : Mood.FINE;
      default -> attempt == 1 ? wanted : Mood.FINE;
    };
  }

  private double chance() {
    synchronized (random) {
      return random.nextDouble();
    }
  }
}
