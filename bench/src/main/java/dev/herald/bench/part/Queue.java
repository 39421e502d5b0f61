package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.peer.KafkaBroker;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.BatchStore;
import dev.herald.bench.worker.Command;
import dev.herald.bench.worker.Command.Verb;
import dev.herald.bench.worker.Stint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Submissions that wait in a Kafka topic, until a server has checked and saved all of them; beside
 * the server's task store alone, fed with batches of the same size by as many threads. Both write
 * to one database, in turn, so that both meet tables that are equally full. What is saved is due a
 * day later, so that nothing is sent meanwhile.
 */
final class Queue implements Part {
  private static final int MESSAGES = 100_000;
  private static final int CONSUMERS = 4;
  private static final int BATCH = 500;
  private static final String GROUP = "bench";
  private static final Duration UNTIL_DUE = Duration.ofDays(1);
  private static final String STORE = "store, batches of " + BATCH;
  private static final String QUEUE = "queue, from Kafka";

  @Override
  public Findings run(Stage stage) {
    Workbench bench = stage.bench();
    try (Child broker = KafkaBroker.launch(bench.logs(), bench.folder("kafka"))) {
      String address = "127.0.0.1:" + broker.ready(KafkaBroker.Ready.class).port();
      try (WaitingTopic topic = new WaitingTopic(address, GROUP);
          Served served = Served.start(stage, List.of(), options(address));
          Child batches =
              Measured.beside(
                  stage,
                  served.database(),
                  "batches",
                  BatchStore.class,
                  served.home().toString(),
                  Integer.toString(CONSUMERS),
                  Integer.toString(BATCH))) {
        return new Both(stage, broker, topic, served, batches).findings();
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

  private record Both(Stage stage, Child broker, WaitingTopic topic, Served served, Child batches) {
    Findings findings() {
      Rounds rounds = served.rounds(stage);
      rounds.warmUp(STORE, this::store);
      rounds.warmUp(QUEUE, this::queue);
      List<Stretch> stored = new ArrayList<>();
      List<Stretch> read = new ArrayList<>();
      for (int i = 0; i < stage.effort().rounds(); i++) {
        stored.add(rounds.one(STORE, this::store));
        read.add(rounds.one(QUEUE, this::queue));
      }
      if (stage.effort().profile()) {
        rounds.profile(QUEUE, this::queue);
      }
      Figure store = Rounds.figure(STORE, stored);
      Figure queue = Rounds.figure(QUEUE, read);
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
                  + " idempotency key. Both in turn on one database; the store gets messages that"
                  + " nobody had to parse or check."),
          rounds.profiles());
    }

    private Stretch store() {
      int messages = stage.effort().size(MESSAGES);
      served.writesBack();
      Instant before = Instant.now();
      try (Meter meter = stage.bench().meter(List.of(batches.tree()))) {
        Stint stint = batches.ask(new Command(Verb.WORK, messages), Stint.class);
        Stretch stretch = new Stretch(stint, meter.read(messages));
        check(messages, served.books().accepted(before));
        return stretch;
      }
    }

    private Stretch queue() {
      int messages = stage.effort().size(MESSAGES);
      topic.write(messages, Instant.now().plus(UNTIL_DUE));
      served.writesBack();
      Instant before = Instant.now();
      Patience patience = new Patience(topic::position, served.server()::checkAlive);
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
}
