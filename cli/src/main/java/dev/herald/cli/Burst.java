package dev.herald.cli;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits all notices, one request each, as many at once as a busy system would. A request whose
 * answer is lost, or that is asked to come again, is repeated under its idempotency key.
 */
final class Burst {
  private static final int CONNECTIONS = 64;
  private static final int MOST_TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Server server;
  private final Notices notices;
  private final String run;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch workers = new CountDownLatch(CONNECTIONS);
  private final Collection<String> accepted = new ConcurrentLinkedQueue<>();
  private final LongAdder acceptedCount = new LongAdder();
  private final Map<String, Long> refusals = new ConcurrentHashMap<>();
  private final AtomicLong lastAnswer = new AtomicLong();
  private long began;

  /**
   * @param run keeps the idempotency keys of two runs apart
   */
  Burst(Server server, Notices notices, String run) {
    this.server = server;
    this.notices = notices;
    this.run = run;
  }

  void start() {
    began = System.nanoTime();
    lastAnswer.set(began);
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual().name("burst-", i).start(this::work);
    }
  }

  boolean isOver() {
    return workers.getCount() == 0;
  }

  long accepted() {
    return acceptedCount.sum();
  }

  /** The ids of the messages that the server said it has. */
  List<String> acceptedIds() {
    return new ArrayList<>(accepted);
  }

  /** How many submissions were refused, by the reason. */
  Map<String, Long> refusals() {
    return refusals;
  }

  /** From the first request to the latest answer. */
  Duration took() {
    return Duration.ofNanos(lastAnswer.get() - began);
  }

  private void work() {
    try {
      for (int i = next.getAndIncrement(); i < notices.count(); i = next.getAndIncrement()) {
        submit(i);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      workers.countDown();
    }
  }

  private void submit(int index) throws InterruptedException {
    String problem = "";
    for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
      try {
        HttpResponse<String> answer =
            server.submit("demo-%s-%d".formatted(run, index), notices.get(index));
        if (answer.statusCode() == 202) {
          note(answer.body());
          return;
        }
        problem = Server.refusal(answer);
        if (answer.statusCode() != 503 && answer.statusCode() != 429) {
          break;
        }
      } catch (IOException lost) {
        problem = lost.toString();
      }
      Thread.sleep(PAUSE);
    }
    refusals.merge(problem, 1L, Long::sum);
  }

  private void note(String body) {
    JsonMapper.shared()
        .readTree(body)
        .path("messages")
        .forEach(message -> accepted.add(message.path("id").asString()));
    acceptedCount.increment();
    lastAnswer.set(System.nanoTime());
  }
}
