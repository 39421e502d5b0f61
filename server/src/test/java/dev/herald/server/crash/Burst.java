package dev.herald.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A client that submits notices, each until it is acknowledged, however often the server goes away,
 * and keeps a book of what was acknowledged.
 */
final class Burst {
  private static final int CLIENTS = 24;
  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final Supplier<Api> server;
  private final List<Notice> notices;
  private final Map<Notice, UUID> book = new ConcurrentHashMap<>();

  /**
   * @param server where it is now, and with which key
   */
  Burst(Supplier<Api> server, int size) {
    this.server = server;
    this.notices = IntStream.range(0, size).mapToObj(Notice::new).toList();
  }

  /** Returns once everything is acknowledged. */
  void run() throws InterruptedException, ExecutionException {
    try (ExecutorService clients =
        Executors.newFixedThreadPool(CLIENTS, Thread.ofVirtual().factory())) {
      List<? extends Future<?>> submissions =
          notices.stream().map(notice -> clients.submit(() -> submit(notice))).toList();
      for (Future<?> submission : submissions) {
        submission.get();
      }
    }
  }

  private void submit(Notice notice) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .atMost(PATIENCE)
        .until(() -> isAcknowledged(notice));
  }

  /** Whether this try was; only a lost answer and a 503 are worth another. */
  private boolean isAcknowledged(Notice notice) {
    try {
      Api.Answer answer = post(notice);
      if (answer.status() == UNAVAILABLE) {
        return false;
      }
      assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
      book.put(notice, onlyMessage(answer));
      return true;
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  private Api.Answer post(Notice notice) {
    Api api = server.get();
    return api.send(
        HttpRequest.newBuilder(api.base().resolve("/v1/messages"))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notice.idempotencyKey())
            .POST(BodyPublishers.ofString(notice.json()))
            .build());
  }

  private static UUID onlyMessage(Api.Answer answer) {
    JsonNode messages = answer.json().path("messages");
    assertThat(messages).hasSize(1);
    return UUID.fromString(messages.path(0).path("id").asString());
  }

  int acknowledged() {
    return book.size();
  }

  /** The message that each acknowledged notice became. */
  Map<Notice, UUID> book() {
    return Map.copyOf(book);
  }

  /** What a notice becomes when a client that forgot its answer submits it again. */
  UUID again(Notice notice) {
    return onlyMessage(post(notice));
  }
}
