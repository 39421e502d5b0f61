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
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.standin.Seen;
import dev.herald.bench.standin.StandIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages on their whole way through a server, and the proof that all of them arrived. */
final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);
  private static final int SINGLE = 50_000;
  private static final int BULK = 100_000;
  private static final int CONNECTIONS = 64;
  private static final int BULK_CONNECTIONS = 2;
  private static final int LINES = 5_000;

  /** Each message in a request of its own to the provider. */
  private static final Way ALONE = new Way(Form.NOTICE, "/sms");

  /** As many in a request as the provider takes. */
  private static final Way TOGETHER = new Way(Form.NOTICE_TOGETHER, StandIn.TOGETHER);

  private final Workbench bench;
  private final Carrier carrier;
  private final Books books;
  private final Way way;
  private final Patience patience;

  Passage(Workbench bench, Carrier carrier, Books books) {
    this(bench, carrier, books, ALONE);
  }

  private Passage(Workbench bench, Carrier carrier, Books books, Way way) {
    this.bench = bench;
    this.carrier = carrier;
    this.books = books;
    this.way = way;
    this.patience = new Patience(bench::arrived, carrier.check());
  }

  /**
   * Whoever takes messages in and sends them.
   *
   * @param trees its processes
   * @param check throws when one of them ended
   */
  record Carrier(List<ProcessTree> trees, Order.Target target, Runnable check) {
    Carrier {
      trees = List.copyOf(trees);
    }

    static Carrier of(HeraldServer server) {
      return new Carrier(List.of(server.tree()), server.target(), server::checkAlive);
    }
  }

  /**
   * @param path of the stand-in
   */
  private record Way(Form form, String path) {}

  /** The same to the provider that takes many a call. */
  Passage together() {
    return new Passage(bench, carrier, books, TOGETHER);
  }

  /** One message a request. */
  Trip singly(Effort effort) {
    return of(effort.size(SINGLE), CONNECTIONS, Pace.SINGLE);
  }

  /** NDJSON. */
  Trip byLines(Effort effort) {
    return of(effort.size(BULK), BULK_CONNECTIONS, Pace.bulk(LINES));
  }

  /** Submits so many notices, and returns when each of them was sent and recorded. */
  Trip of(int messages, int connections, Pace pace) {
    Instant before = Instant.now();
    bench.forget();
    try (Meter meter = bench.meter(carrier.trees())) {
      Outcome outcome =
          bench
              .load()
              .submit(
                  new Order(
                      carrier.target(),
                      way.form,
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
    Seen seen = bench.seen(way.path);
    return new Trip(
        messages,
        outcome.seconds(),
        Micros.seconds(seen.lastMicros() - start),
        Micros.seconds(end - start),
        seen.age().p99(),
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
