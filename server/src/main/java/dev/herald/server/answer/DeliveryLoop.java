package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.answer.AnswerTopic.TopicEvent;
import dev.herald.server.answer.Attempted.Due;
import dev.herald.server.answer.Attempted.Fault;
import dev.herald.server.answer.Attempted.Verdict;
import dev.herald.server.answer.DeliveryRows.Part;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.database.GroupCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes events of what was noted, and delivers them. Each subscription has a few deliveries of a
 * process on their way at most, so that one that hangs holds up itself alone.
 */
@Component
class DeliveryLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final int OF_WEBHOOK = 8;
  private static final int OF_TOPIC = 500;
  private static final long IDLE_MILLIS = 500;
  private static final GroupCommit.Settings TOGETHER =
      new GroupCommit.Settings(1, 500, 20_000, Duration.ofSeconds(30));

  private final FanOut fanOut;
  private final DeliveryRows deliveries;
  private final SubscriptionRows subscriptions;
  private final Answers answers;
  private final WebhookCall webhooks;
  private final boolean handles;
  private final Map<UUID, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final GroupCommit<Attempted, Boolean> settlements;
  private @Nullable Thread thread;
  private volatile boolean running;

  DeliveryLoop(
      FanOut fanOut,
      DeliveryRows deliveries,
      SubscriptionRows subscriptions,
      Answers answers,
      WebhookCall webhooks,
      Roles roles) {
    this.fanOut = fanOut;
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.answers = answers;
    this.webhooks = webhooks;
    this.handles = roles.has(Role.HANDLER);
    this.settlements = new GroupCommit<>("answers", TOGETHER, _ -> 1, deliveries::settle);
  }

  private void loop() {
    while (running) {
      try {
        boolean more = handles && fanOut.run() == FanOut.MOST;
        deliver();
        if (!more) {
          news.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
          news.drainPermits();
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException failure) {
        log.warn("Delivering events failed, trying again: {}", failure.toString());
        if (!paused()) {
          return;
        }
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private void deliver() {
    if (!handles && !answers.hasTopics()) {
      return;
    }
    Map<UUID, Subscription> awake =
        subscriptions.awake().stream()
            .collect(Collectors.toMap(Subscription::id, Function.identity()));
    List<Part> parts =
        awake.values().stream()
            .map(each -> new Part(each.id(), room(each)))
            .filter(part -> part.most() > 0)
            .toList();
    Map<UUID, List<Due>> due =
        deliveries.claim(parts).stream().collect(Collectors.groupingBy(Due::subscription));
    due.forEach((id, some) -> {
      Subscription to = awake.get(id);
      if (to != null) {
        begin(to, some);
      }
    });
  }

  /** How many more deliveries of a subscription this process may begin. */
  private int room(Subscription to) {
    int present = underWay.computeIfAbsent(to.id(), _ -> new AtomicInteger()).get();
    return switch (to.way()) {
      case WEBHOOK -> handles ? (to.isTroubled() ? 1 : OF_WEBHOOK) - present : 0;
      case TOPIC -> present == 0 && answers.topic(to).isPresent() ? OF_TOPIC : 0;
    };
  }

  private void begin(Subscription to, List<Due> due) {
    switch (to.way()) {
      case WEBHOOK -> due.forEach(each -> start(to, 1, () -> List.of(webhooks.make(to, each))));
      case TOPIC -> start(to, due.size(), () -> written(to, due));
    }
  }

  /** Makes attempts. */
  @FunctionalInterface
  private interface Attempts {
    List<Attempted> make();
  }

  private void start(Subscription to, int many, Attempts attempts) {
    AtomicInteger present = underWay.computeIfAbsent(to.id(), _ -> new AtomicInteger());
    present.addAndGet(many);
    calls.execute(() -> {
      try {
        for (var each : attempts.make().stream().map(settlements::submit).toList()) {
          each.join();
        }
      } catch (RuntimeException failure) {
        log.warn("A delivery to {} is tried again: {}", to.name(), failure.toString());
      } finally {
        present.addAndGet(-many);
        news.release();
      }
    });
  }

  private List<Attempted> written(Subscription to, List<Due> due) {
    long began = System.nanoTime();
    List<@Nullable Reason> results = write(to, due);
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    List<Attempted> attempts = new ArrayList<>();
    for (int i = 0; i < due.size(); i++) {
      attempts.add(
          new Attempted(due.get(i), millis, null, null, verdict(due.get(i), results.get(i))));
    }
    return attempts;
  }

  private List<@Nullable Reason> write(Subscription to, List<Due> due) {
    return answers
        .topic(to)
        .orElseThrow()
        .write(
            due.stream()
                .map(each ->
                    new TopicEvent(each.answer(), key(each), CloudEvents.MEDIA_TYPE, each.body()))
                .toList());
  }

  private static String key(Due due) {
    return String.valueOf(due.message() == null ? due.answer() : due.message());
  }

  private static Verdict verdict(Due due, @Nullable Reason reason) {
    return reason == null
        ? new Verdict.Arrived()
        : new Verdict.Failed(reason, RetryDelays.ofTopic(due.tries()), Fault.RECEIVER);
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("answers").daemon().start(this::loop);
  }

  /** What is on its way may arrive; what has not, is tried again by whoever goes on. */
  @Override
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    try {
      if (thread != null) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
      }
      calls.shutdown();
      if (!calls.awaitTermination(5, TimeUnit.SECONDS)) {
        calls.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    settlements.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the lanes did, so that the end of what they sent is told. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 80_000;
  }
}
