package dev.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Business systems that insist: each submits until it is told that its message is accepted, and
 * writes down what it was told before it does anything else.
 */
final class Client implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final long PAUSE_MILLIS = 50;
  private static final int CONNECTIONS = 128;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .executor(Runnable::run)
          .build();
  private final Semaphore connections = new Semaphore(CONNECTIONS);
  private final AtomicInteger answers = new AtomicInteger();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Server> servers;
  private final Path acks;
  private final FileChannel book;
  private final String key;

  Client(Place place, List<Server> servers, String key) throws IOException {
    this.servers = servers;
    this.key = key;
    this.acks = place.file("acks.log");
    this.book = FileChannel.open(acks, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What one group of orders was answered. */
  final class Load {
    private final Map<Order, UUID> told = new ConcurrentHashMap<>();
    private final List<String> wrongs = Collections.synchronizedList(new ArrayList<>());
    private final List<Future<?>> submissions = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private volatile boolean given;

    List<String> wrongs() {
      return wrongs;
    }

    /** Waits until everything is acknowledged; what is not after so long is wrong. */
    void await(Duration limit) {
      if (!Until.holds(limit, () -> left.get() == 0)) {
        given = true;
        wrongs.add("%d submissions were never acknowledged".formatted(left.get()));
      }
    }

    /** Neighbours that say the same to the same person within the window are one message. */
    void checkWindows() {
      Map<String, UUID> first = new HashMap<>();
      told.forEach((order, id) -> {
        UUID other = order.node() == Order.Node.ONCE ? first.putIfAbsent(order.person(), id) : null;
        if (other != null && !other.equals(id)) {
          wrongs.add("%s was sent twice within its window".formatted(order.person()));
        }
      });
    }

    private void submit(Order order) {
      try {
        UUID id = insist(order);
        while (id == null && !given) {
          Until.pause(PAUSE_MILLIS);
          id = insist(order);
        }
        if (id != null) {
          answers.incrementAndGet();
          told.put(order, id);
          askAgain(order, id);
        }
      } finally {
        left.decrementAndGet();
      }
    }

    /** A client that forgot its answer gets the same one. */
    private void askAgain(Order order, UUID id) {
      UUID again = order.key().endsWith("7") ? insist(order) : id;
      if (again != null && !again.equals(id)) {
        wrongs.add("%s was acknowledged as %s and as %s".formatted(order.key(), id, again));
      }
    }

    private @Nullable UUID insist(Order order) {
      try {
        connections.acquire();
        try {
          return post(order);
        } finally {
          connections.release();
        }
      } catch (IOException lost) {
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      } catch (IllegalStateException refused) {
        wrongs.add(refused.getMessage());
        return null;
      }
    }
  }

  /** The messages that the book says were acknowledged in an episode. */
  List<UUID> acknowledged(String episode) {
    try (Stream<String> lines = Files.lines(acks)) {
      return lines
          .filter(line -> line.startsWith(episode + "-"))
          .map(line -> UUID.fromString(line.split(" ")[1]))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How many submissions were acknowledged, in all episodes. */
  int answers() {
    return answers.get();
  }

  Load start(List<Order> orders) {
    Load load = new Load();
    load.left.set(orders.size());
    orders.forEach(order -> load.submissions.add(people.submit(() -> load.submit(order))));
    return load;
  }

  private @Nullable UUID post(Order order) throws IOException, InterruptedException {
    List<Server> open = servers.stream().filter(Server::isOpen).toList();
    if (open.isEmpty()) {
      return null;
    }
    URI url = open.get(ThreadLocalRandom.current().nextInt(open.size())).url();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(url.resolve("/v1/messages"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", order.key())
                .POST(HttpRequest.BodyPublishers.ofString(order.json()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return switch (answer.statusCode()) {
      case 202 -> acknowledged(order, JSON.readTree(answer.body()));
      case 429, 502, 503, 504 -> null;
      default ->
          throw new IllegalStateException(
              "%s was answered %d: %s".formatted(order.key(), answer.statusCode(), answer.body()));
    };
  }

  private UUID acknowledged(Order order, JsonNode answer) throws IOException {
    UUID id = UUID.fromString(answer.at("/messages/0/id").asString());
    synchronized (book) {
      book.write(ByteBuffer.wrap("%s %s\n".formatted(order.key(), id).getBytes(UTF_8)));
      book.force(false);
    }
    return id;
  }

  @Override
  public void close() {
    people.shutdownNow();
    http.shutdownNow();
    try {
      book.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
