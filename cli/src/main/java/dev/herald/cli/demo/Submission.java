package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits notices as a business system would: those of one company and channel together, over kept
 * connections, each call with its own idempotency key, which is repeated after a lost answer or the
 * server's trouble.
 */
final class Submission implements Callable<Submission.Accepted> {
  private static final int CONNECTIONS = 16;
  private static final int MOST_TRIES = 60;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI messages;
  private final String key;
  private final List<Notice> notices;
  private final List<List<Integer>> calls;
  private final UUID[] ids;
  private final UUID run = UUID.randomUUID();
  private final LocalDate today = LocalDate.now(ZoneId.systemDefault());
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();

  /**
   * @param perCall how many notices a call takes at most
   */
  Submission(URI server, String key, List<Notice> notices, int perCall) {
    this.messages = server.resolve("/v1/messages");
    this.key = key;
    this.notices = notices;
    this.calls = calls(notices, perCall);
    this.ids = new UUID[notices.size()];
  }

  /** Numbers of notices that go together, in the order of the last one of each. */
  static List<List<Integer>> calls(List<Notice> notices, int perCall) {
    List<List<Integer>> calls = new ArrayList<>();
    Map<Object, List<Integer>> filling = new LinkedHashMap<>();
    for (int i = 0; i < notices.size(); i++) {
      Object kind = List.of(notices.get(i).company(), notices.get(i).channel());
      List<Integer> call = filling.computeIfAbsent(kind, _ -> new ArrayList<>());
      call.add(i);
      if (call.size() == perCall) {
        calls.add(filling.remove(kind));
      }
    }
    calls.addAll(filling.values());
    return calls;
  }

  /**
   * What came of it.
   *
   * @param ids of the messages, in the order of the notices
   * @param time from the first call until the last answer
   */
  record Accepted(List<UUID> ids, Duration time) {}

  List<Notice> notices() {
    return notices;
  }

  /** How many were answered with 202 by now. */
  int accepted() {
    return accepted.get();
  }

  /** Returns when every notice is accepted. */
  @Override
  public Accepted call() throws InterruptedException {
    long start = System.nanoTime();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers =
          IntStream.range(0, Math.min(CONNECTIONS, calls.size()))
              .<Future<?>>mapToObj(_ -> threads.submit(() -> work(http)))
              .toList();
      for (Future<?> worker : workers) {
        await(worker, threads);
      }
    }
    return new Accepted(List.of(ids), Duration.ofNanos(System.nanoTime() - start));
  }

  private static void await(Future<?> worker, ExecutorService threads) throws InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException failed) {
      threads.shutdownNow();
      throw failed.getCause() instanceof CommandFailure known
          ? known
          : new CommandFailure("submitting failed: " + failed.getCause());
    }
  }

  private @Nullable Void work(HttpClient http) throws InterruptedException {
    for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
      List<Integer> call = calls.get(i);
      List<UUID> answered = submit(http, request(i, call.stream().map(notices::get).toList()));
      for (int n = 0; n < call.size(); n++) {
        ids[call.get(n)] = answered.get(n);
      }
      accepted.addAndGet(call.size());
    }
    return null;
  }

  private List<UUID> submit(HttpClient http, HttpRequest request) throws InterruptedException {
    String trouble = "";
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 202) {
          return JSON.readTree(answer.body())
              .path("messages")
              .valueStream()
              .map(message -> UUID.fromString(message.path("id").asString()))
              .toList();
        }
        trouble = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          throw new CommandFailure("the server refuses notices: " + trouble);
        }
      } catch (IOException lost) {
        trouble = lost.toString();
      }
      Thread.sleep(PAUSE);
    }
    throw new CommandFailure(
        "notices were not accepted in %d tries: %s".formatted(MOST_TRIES, trouble));
  }

  private HttpRequest request(int call, List<Notice> together) {
    return HttpRequest.newBuilder(messages)
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", run + "-" + call)
        .POST(BodyPublishers.ofString(Notice.json(together, today, run.hashCode()).toString()))
        .build();
  }
}
