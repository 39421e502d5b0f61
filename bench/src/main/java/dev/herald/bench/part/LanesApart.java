package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.load.Outcome;
import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long login codes take, from when they should have been submitted until the provider has them,
 * while a campaign of a million drains, and while nothing else happens.
 *
 * <p>The campaign is accepted before with a time at which all of it is due, so that a million wait
 * in the table when the codes begin.
 */
final class LanesApart implements Part {
  private static final Logger log = LoggerFactory.getLogger(LanesApart.class);
  private static final int CAMPAIGN = 1_000_000;
  private static final int IDLE_CODES = 3_000;
  private static final int LINES = 5_000;
  private static final int BULK_CONNECTIONS = 2;
  private static final int LEAST_WAIT_SECONDS = 3;
  private static final String CODES = "/sms";
  private static final String CAMPAIGNS = "/whatsapp";

  @Override
  public Findings run(Stage stage) {
    int campaign = stage.effort().size(CAMPAIGN);
    try (Served served = Served.start(stage, List.of());
        Trickle codes =
            new Trickle(
                Load.start("codes", served.bench().logs()),
                served.server().target(),
                Form.LOGIN_CODE)) {
      Order.Target target = served.server().target();
      double acceptSeconds = warmUp(served, codes, target, Math.max(1, campaign / 20)) * 20;
      List<Distribution> idle = new ArrayList<>();
      List<Distribution> busy = new ArrayList<>();
      for (int i = 0; i < stage.effort().rounds(); i++) {
        idle.add(idle(served, codes, stage.effort().size(IDLE_CODES)));
        acceptSeconds = accept(served, target, campaign, acceptSeconds);
        busy.add(busy(served, codes, campaign));
        log.info("login codes: idle {}, busy {}", idle.getLast(), busy.getLast());
      }
      return findings(idle, busy, campaign);
    }
  }

  /** Returns the seconds that it took to accept so many. */
  private static double warmUp(Served served, Trickle codes, Order.Target target, int messages) {
    served.bench().forget();
    codes.begin();
    Outcome outcome = submit(served, target, messages, "");
    served.patience().await(() -> served.bench().arrived(CAMPAIGNS) >= messages);
    codes.stop();
    served.patience().await(served.books()::areSettled);
    return outcome.seconds();
  }

  private static Outcome submit(Served served, Order.Target target, int messages, String at) {
    return served
        .bench()
        .load()
        .submit(
            new Order(
                target,
                Form.CAMPAIGN,
                UUID.randomUUID().toString(),
                messages,
                BULK_CONNECTIONS,
                Pace.bulk(LINES).dueAt(at)));
  }

  private static Distribution idle(Served served, Trickle codes, int messages) {
    served.bench().forget();
    codes.submit(messages);
    served.patience().await(() -> served.bench().arrived(CODES) >= messages);
    return served.bench().seen(CODES).age();
  }

  /**
   * Returns at the moment at which all of them are due.
   *
   * @param expected seconds that it takes
   * @return the seconds that it took
   */
  private static double accept(Served served, Order.Target target, int messages, double expected) {
    served.bench().forget();
    Instant due = Instant.now().plusSeconds(LEAST_WAIT_SECONDS + (long) (expected * 1.3));
    double seconds = submit(served, target, messages, due.toString()).seconds();
    while (Instant.now().isBefore(due)) {
      LockSupport.parkNanos(1_000_000);
    }
    return seconds;
  }

  private static Distribution busy(Served served, Trickle codes, int messages) {
    Workbench bench = served.bench();
    long start = Micros.now();
    codes.begin();
    served.patience().await(() -> bench.arrived(CAMPAIGNS) >= messages);
    double seconds = Micros.seconds(Micros.now() - start);
    int submitted = codes.stop();
    served.patience().await(() -> bench.arrived(CODES) >= submitted);
    served.patience().await(served.books()::areSettled);
    log.info("{} drained in {} s", messages, seconds);
    return bench.seen(CODES).age();
  }

  private static Findings findings(List<Distribution> idle, List<Distribution> busy, int campaign) {
    List<Figure> figures = new ArrayList<>();
    add(figures, "idle", idle);
    add(figures, "while %,d bulk messages drain".formatted(campaign), busy);
    double idleP99 = spread(idle, Distribution::p99).median();
    double busyP99 = spread(busy, Distribution::p99).median();
    return new Findings(
        "lanes",
        figures,
        Map.of("criticalP99Millis", busyP99, "criticalP99OverIdle", busyP99 / idleP99),
        List.of(
            "lanes: %d login codes a second on a fixed schedule; the time is from when a code was"
                    .formatted(Trickle.PER_SECOND)
                + " due to be submitted until the provider had it."),
        List.of());
  }

  private static void add(List<Figure> figures, String when, List<Distribution> rounds) {
    figures.add(figure("login code p50, " + when, rounds, Distribution::p50));
    figures.add(figure("login code p99, " + when, rounds, Distribution::p99));
    figures.add(figure("login code p99.9, " + when, rounds, Distribution::p999));
  }

  private static Figure figure(
      String name, List<Distribution> rounds, ToDoubleFunction<Distribution> of) {
    return new Figure(name, "ms", spread(rounds, of), null);
  }

  private static Spread spread(List<Distribution> rounds, ToDoubleFunction<Distribution> of) {
    return Spread.of(rounds.stream().map(of::applyAsDouble).toList());
  }
}
