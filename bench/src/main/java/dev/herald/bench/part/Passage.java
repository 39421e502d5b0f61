package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.herald.Books;
import dev.herald.bench.herald.HeraldServer;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.load.Outcome;
import dev.herald.bench.part.Rounds.Round;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.Micros;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages on their whole way through a server, and the proof that all of them arrived. */
final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration STALLED = Duration.ofSeconds(60);

  private final Workbench bench;
  private final HeraldServer server;
  private final Books books;
  private final Order.Target target;

  Passage(Workbench bench, HeraldServer server, Books books) {
    this.bench = bench;
    this.server = server;
    this.books = books;
    this.target = server.target();
  }

  /** Submits so many notices, and returns when each of them was sent and recorded. */
  Round of(int messages, int connections, Pace pace) {
    long sentBefore = books.sent();
    long detoursBefore = books.detours();
    bench.forget();
    try (Meter meter = bench.meter(List.of(server.tree()))) {
      Outcome outcome =
          bench.submit(
              new Order(
                  target, Form.NOTICE, UUID.randomUUID().toString(), messages, connections, pace));
      await(() -> bench.arrived() >= messages);
      await(books::areSettled);
      long end = Micros.now();
      log.info(
          "{} accepted after {} s (answers in {} ms, 99 % in {} ms), settled after {} s, {} detours",
          messages,
          outcome.seconds(),
          outcome.answer().p50(),
          outcome.answer().p99(),
          Micros.seconds(end - outcome.startMicros()),
          books.detours() - detoursBefore);
      Round round =
          new Round(messages / Micros.seconds(end - outcome.startMicros()), meter.read(messages));
      check(messages, books.sent() - sentBefore);
      return round;
    }
  }

  private void check(int messages, long sent) {
    long arrived = bench.arrived();
    if (sent != messages || arrived != messages) {
      throw new BenchFailure(
          "%,d messages were accepted, %,d are recorded as sent, %,d arrived"
              .formatted(messages, sent, arrived));
    }
  }

  private void await(BooleanSupplier condition) {
    long giveUp = System.nanoTime() + STALLED.toNanos();
    long before = bench.arrived();
    while (!condition.getAsBoolean()) {
      server.checkAlive();
      long arrived = bench.arrived();
      if (arrived > before) {
        before = arrived;
        giveUp = System.nanoTime() + STALLED.toNanos();
      } else if (System.nanoTime() > giveUp) {
        throw new BenchFailure("nothing moved for %s at %,d messages".formatted(STALLED, arrived));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
