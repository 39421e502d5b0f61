package dev.herald.bench.part;

import dev.herald.bench.herald.Books;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.BatchStore;
import dev.herald.bench.worker.Stint;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Submissions that wait in a Kafka topic, taken in and saved, beside the task store's own rate in
 * batches of the same size. Neither sends what it saves.
 */
final class Queue implements Part {
  private static final int MESSAGES = 100_000;
  private static final int BATCH = 500;
  private static final int READERS = 2;

  @Override
  public Findings run(Stage stage) {
    Figure store = store(stage);
    Figure queue = queue(stage);
    return new Findings(
        "queue",
        List.of(store, queue),
        Map.of(
            "storeBatchPerSecond", store.value().median(),
            "queuePerSecond", queue.value().median()),
        List.of(
            "queue: %d readers of a topic of as many partitions and as many writers of the store, %d"
                    .formatted(READERS, BATCH)
                + " messages a transaction, each a submission with a key of its own; from when all"
                + " become readable at once until the last offset is committed."),
        List.of());
  }

  private static Figure store(Stage stage) {
    try (Measured measured =
        Measured.start(
            stage,
            "batches",
            BatchStore.class,
            stage.bench().folder("store").toString(),
            Integer.toString(BATCH),
            Integer.toString(READERS))) {
      return measured
          .rounds(stage)
          .measure("store, in batches", () -> measured.work(stage, MESSAGES));
    }
  }

  private static Figure queue(Stage stage) {
    try (WaitingTopic topic = WaitingTopic.make(stage.bench(), READERS);
        Served served = Served.start(stage, List.of(), options(topic))) {
      Patience patience = new Patience(topic::committed, served.server()::checkAlive);
      return served.rounds(stage).measure("queue", () -> taken(stage, topic, served, patience));
    }
  }

  private static List<String> options(WaitingTopic topic) {
    String queue = "--herald.queues.waiting.";
    return List.of(
        "--herald.roles=api,admin",
        queue + "kind=kafka",
        queue + "servers=" + topic.servers(),
        queue + "topic=" + WaitingTopic.NAME,
        queue + "application=bench",
        queue + "batch=" + BATCH,
        queue + "consumers=" + READERS);
  }

  private static Stretch taken(Stage stage, WaitingTopic topic, Served served, Patience patience) {
    int messages = stage.effort().size(MESSAGES);
    Books books = served.books();
    Instant before = Instant.now();
    try (Meter meter = stage.bench().meter(List.of(served.server().tree(), topic.tree()))) {
      topic.write(messages);
      long start = Micros.now();
      topic.show();
      patience.await(topic::isCommitted);
      Stint stint = Stint.since(start, messages);
      check(messages, books.saved(before));
      return new Stretch(stint, meter.read(messages));
    }
  }

  private static void check(int messages, long saved) {
    if (saved != messages) {
      throw new BenchFailure("%,d submissions waited, %,d are saved".formatted(messages, saved));
    }
  }
}
