package dev.herald.bench.worker;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Herald's own task store, without intake, lanes or calls: every message is a submission of its
 * own, saved as owned, and settled with an attempt as soon as that is durable.
 */
public final class ProductStore implements Worker {
  /** As many as wait for their commit at a time when a server is busy. */
  private static final int IN_HAND = 4_000;

  private static final String LANE = "normal";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final TaskStore store;
  private final boolean keyed;
  private final UUID owner = Ids.next();
  private final UUID any = Ids.next();
  private final NewMessage.Ownership whose = new NewMessage.Ownership(any, any, any, null);

  private ProductStore(TaskStore store, boolean keyed) {
    this.store = store;
    this.keyed = keyed;
  }

  /** Of the server, only the task module, what it stands on, and what counts with it. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan({
    "dev.herald.server.task",
    "dev.herald.server.statistics",
    "dev.herald.server.retention",
    "dev.herald.server.platform"
  })
  static class TaskModule {}

  /**
   * @param arguments URL, user and password of the database, whether submissions have idempotency
   *     keys, and a folder for the key of the vault
   */
  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(TaskModule.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.datasource.url=" + arguments[0],
                "spring.datasource.username=" + arguments[1],
                "spring.datasource.password=" + arguments[2],
                "logging.threshold.console=off")
            .run("--herald.home=" + arguments[4])) {
      Worker.serve(
          new ProductStore(context.getBean(TaskStore.class), Boolean.parseBoolean(arguments[3])));
    }
  }

  @Override
  public void work(int messages) throws Exception {
    Semaphore room = new Semaphore(IN_HAND);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < messages && failure.get() == null; i++) {
        room.acquire();
        CompletableFuture<Void> _ =
            CompletableFuture.completedFuture((long) i)
                .thenComposeAsync(this::pass, threads)
                .thenAccept(ProductStore::checkWritten)
                .whenComplete((_, failed) -> {
                  if (failed != null) {
                    failure.set(failed);
                  }
                  room.release();
                });
      }
      room.acquire(IN_HAND);
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  private static void checkWritten(boolean written) {
    if (!written) {
      throw new IllegalStateException("another owner's");
    }
  }

  private CompletableFuture<Boolean> pass(long number) {
    NewMessage message = message(number);
    store.save(LANE, submission(message), owner);
    TraceEvent.Call call =
        new TraceEvent.Call(1, any, "ACCEPTED", null, 3, "200", "ok", "MX7401186520");
    TraceEvent sent =
        new TraceEvent(
            Instant.now(),
            TraceEvent.Kind.ATTEMPT,
            MessageState.SENT,
            new TraceReason.TakenByProvider(),
            call,
            null,
            null,
            null);
    return store.settle(
        new Settlement.Finished(MessageTask.handedOver(message), sent, null), owner);
  }

  private Submission submission(NewMessage message) {
    Submission.IdempotencyKey key =
        keyed ? new Submission.IdempotencyKey(UUID.randomUUID(), UUID.randomUUID()) : null;
    return new Submission(message.requestId(), any, key, List.of(message));
  }

  private NewMessage message(long number) {
    Destination destination =
        new Destination(Destination.Kind.PHONE, "+86138%08d".formatted(number % 100_000_000));
    return new NewMessage(
        Ids.next(),
        Ids.next(),
        whose,
        LANE,
        "bench",
        null,
        Instant.now().plusSeconds(604_800),
        null,
        null,
        new MessageContext(
            new Route(Channel.SMS, destination, any),
            List.of(),
            JsonNodeFactory.instance
                .objectNode()
                .put("name", "韩梅梅")
                .put("grant", "2026-B-" + number)
                .put("shares", 100 + number % 9_900)
                .put("price", 12.5)
                .put("currency", "CNY")
                .put("vestedOn", "2026-11-20"),
            Locale.SIMPLIFIED_CHINESE,
            ZONE,
            null,
            List.of()));
  }
}
