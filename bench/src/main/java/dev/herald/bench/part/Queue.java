package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.herald.Books;
import dev.herald.bench.peer.KafkaBroker;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.BatchStore;
import dev.herald.bench.worker.Stint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Submissions that wait in a Kafka topic, until a server has checked and saved all of them; beside
 * the server's task store alone, fed with batches of the same size by as many threads. What is
 * saved is due a day later, so that nothing is sent meanwhile.
 */
final class Queue implements Part {
  private static final int MESSAGES = 100_000;
  private static final int CONSUMERS = 2;
  private static final int BATCH = 500;
  private static final String GROUP = "bench";
  private static final Duration UNTIL_DUE = Duration.ofDays(1);

  @Override
  public Findings run(Stage stage) {
    Figure store = store(stage);
    Figure queue = queue(stage);
    return new Findings(
        "queue",
        List.of(store, queue),
        Map.of(
            "batchStorePerSecond", store.value().median(),
            "queuePerSecond", queue.value().median()),
        List.of(
            "queue: from the moment at which all records can be read until the offset behind the"
                + " last is committed; %d threads, polls and batches of %d, each message under an"
                    .formatted(CONSUMERS, BATCH)
                + " idempotency key. The store gets messages that nobody had to parse or check."),
        List.of());
  }

  private static Figure store(Stage stage) {
    try (Measured measured =
        Measured.start(
            stage,
            "batches",
            BatchStore.class,
            stage.bench().folder("batches").toString(),
            Integer.toString(CONSUMERS),
            Integer.toString(BATCH))) {
      Books books = new Books(measured.database());
      return measured
          .rounds(stage)
          .measure(
              "store, batches of " + BATCH,
              () -> {
                measured.database().execute("checkpoint");
                Instant before = Instant.now();
                Stretch stretch = measured.work(stage, MESSAGES);
                check(stretch.stint().messages(), books.accepted(before));
                return stretch;
              });
    }
  }

  private static Figure queue(Stage stage) {
    Workbench bench = stage.bench();
    try (Child broker =
        Child.asked(
            "kafka",
            bench.logs(),
            Jvm.own(KafkaBroker.FLAGS)
                .running(KafkaBroker.class, List.of(bench.folder("kafka").toString())))) {
      String address = "127.0.0.1:" + broker.ready(KafkaBroker.Ready.class).port();
      try (WaitingTopic topic = new WaitingTopic(address, GROUP);
          Served served = Served.start(stage, List.of(), options(address))) {
        Patience patience = new Patience(topic::position, served.server()::checkAlive);
        return served
            .rounds(stage)
            .measure("queue, from Kafka", () -> read(stage, served, broker, topic, patience));
      }
    }
  }

  private static List<String> options(String broker) {
    String queue = "--herald.queues.notices.";
    return List.of(
        queue + "kind=kafka",
        queue + "servers=" + broker,
        queue + "topic=" + WaitingTopic.NAME,
        queue + "group=" + GROUP,
        queue + "application=bench",
        queue + "consumers=" + CONSUMERS,
        queue + "batch=" + BATCH);
  }

  private static Stretch read(
      Stage stage, Served served, Child broker, WaitingTopic topic, Patience patience) {
    int messages = stage.effort().size(MESSAGES);
    topic.write(messages, Instant.now().plus(UNTIL_DUE));
    served.writesBack();
    Instant before = Instant.now();
    try (Meter meter = stage.bench().meter(List.of(served.server().tree(), broker.tree()))) {
      long start = Micros.now();
      topic.show();
      patience.await(topic::isRead);
      Stretch stretch = new Stretch(Stint.since(start, messages), meter.read(messages));
      check(messages, served.books().accepted(before));
      return stretch;
    }
  }

  private static void check(long asked, long saved) {
    if (asked != saved) {
      throw new BenchFailure("%,d messages were to be saved, %,d are".formatted(asked, saved));
    }
  }
}
