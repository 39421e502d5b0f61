package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.herald.Books;
import dev.herald.bench.herald.HeraldServer;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.load.Outcome;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Cost;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.Micros;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages on their whole way through a server, and the proof that all of them arrived. */
final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);
  private static final String PATH = "/sms";

  private final Workbench bench;
  private final HeraldServer server;
  private final Books books;
  private final Order.Target target;
  private final Patience patience;

  Passage(Workbench bench, HeraldServer server, Books books) {
    this.bench = bench;
    this.server = server;
    this.books = books;
    this.target = server.target();
    this.patience = new Patience(bench::arrived, server::checkAlive);
  }

  /** Submits so many notices, and returns when each of them was sent and recorded. */
  Trip of(int messages, int connections, Pace pace) {
    Instant before = Instant.now();
    bench.forget();
    try (Meter meter = bench.meter(List.of(server.tree()))) {
      Outcome outcome =
          bench
              .load()
              .submit(
                  new Order(
                      target,
                      Form.NOTICE,
                      UUID.randomUUID().toString(),
                      messages,
                      connections,
                      pace));
      patience.await(() -> bench.arrived() >= messages);
      patience.await(books::areSettled);
      Trip trip = trip(outcome, Micros.now(), meter);
      check(messages, books.sent(before));
      tell(outcome, trip, books.detours(before));
      return trip;
    }
  }

  private Trip trip(Outcome outcome, long end, Meter meter) {
    int messages = Math.toIntExact(outcome.accepted());
    Cost cost = meter.read(messages);
    long start = outcome.startMicros();
    return new Trip(
        messages,
        outcome.seconds(),
        Micros.seconds(bench.seen(PATH).lastMicros() - start),
        Micros.seconds(end - start),
        cost);
  }

  private static void tell(Outcome outcome, Trip trip, long detours) {
    log.info(
        "{} accepted after {} s (answers in {} ms, 99 % in {} ms), sent after {} s, settled after"
            + " {} s, {} detours",
        trip.messages(),
        trip.acceptSeconds(),
        outcome.answer().p50(),
        outcome.answer().p99(),
        trip.sentSeconds(),
        trip.settledSeconds(),
        detours);
  }

  private void check(int messages, long sent) {
    long arrived = bench.arrived();
    if (sent != messages || arrived != messages) {
      throw new BenchFailure(
          "%,d messages were accepted, %,d are recorded as sent, %,d arrived"
              .formatted(messages, sent, arrived));
    }
  }
}
