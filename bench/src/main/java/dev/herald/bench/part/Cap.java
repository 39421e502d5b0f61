package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.herald.HeraldServer;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.load.Outcome;
import dev.herald.bench.process.Cost;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import dev.herald.bench.standin.Seen;
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
 * A source that may send 3,000 a second, and several servers of one database with more to send than
 * that. The stand-in's own log tells what came in any second.
 */
final class Cap implements Part {
  private static final Logger log = LoggerFactory.getLogger(Cap.class);
  private static final int PER_SECOND = 3_000;
  private static final int SECONDS = 20;
  private static final int LEAST_WAIT_SECONDS = 3;
  private static final int LEAST_SECONDS = 4;
  private static final int LINES = 5_000;
  private static final int CONNECTIONS = 2;
  private static final String PATH = "/sms";

  private double acceptSeconds = 20;

  @Override
  public Findings run(Stage stage) {
    List<HeraldServer> handlers = new ArrayList<>();
    try (Served served = Served.start(stage, List.of(PER_SECOND + " per second"))) {
      handlers.add(served.server());
      try {
        while (handlers.size() < stage.effort().handlers()) {
          handlers.add(
              HeraldServer.join(
                  stage.packaged(),
                  served.bench(),
                  served.database(),
                  served.bench().folder("herald"),
                  served.home(),
                  List.of()));
        }
        return measure(stage, served, handlers);
      } finally {
        handlers.stream().skip(1).forEach(HeraldServer::close);
      }
    }
  }

  /**
   * What came.
   *
   * @param seconds for how long more waited in the table than the processes held
   */
  private record Pressed(Seen seen, int seconds, Cost cost) implements Rounds.Round {
    double use() {
      return Cap.use(seen.bySecond(), seconds);
    }

    @Override
    public double perSecond() {
      return use() * PER_SECOND;
    }
  }

  private Findings measure(Stage stage, Served served, List<HeraldServer> handlers) {
    Order.Target target = served.server().target();
    List<ProcessTree> trees = handlers.stream().map(HeraldServer::tree).toList();
    int messages = PER_SECOND * Math.max(LEAST_SECONDS, stage.effort().size(SECONDS));
    List<Pressed> rounds =
        served.rounds(stage).repeat("cap", () -> send(served, target, trees, messages));
    Figure most = figure("most in any second", "msg", rounds, round -> round.seen.mostInASecond());
    Figure use = figure("use of the cap", "of 1", rounds, Pressed::use);
    return new Findings(
        "cap",
        List.of(most, use),
        Map.of(
            "capMaxPerSecond", most.value().max(),
            "capUse", use.value().median(),
            "capHandlers", (double) handlers.size()),
        List.of(
            "cap: %,d a second for one source, %d processes; the use is what came in the seconds"
                    .formatted(PER_SECOND, handlers.size())
                + " between the first and the last."),
        List.of());
  }

  /**
   * Has all of them accepted first, to be due at once: what comes after that is what the cap lets
   * through, whatever intake may do.
   */
  private Pressed send(
      Served served, Order.Target target, List<ProcessTree> handlers, int messages) {
    Workbench bench = served.bench();
    bench.forget();
    Instant due = Instant.now().plusSeconds(LEAST_WAIT_SECONDS + (long) (1.5 * acceptSeconds));
    acceptSeconds = submit(bench, target, messages, due).seconds();
    while (Instant.now().isBefore(due)) {
      LockSupport.parkNanos(1_000_000);
    }
    try (Meter meter = bench.meter(handlers)) {
      served.patience().await(served.books()::allAreTaken);
      int taken = bench.seen(PATH).bySecond().size();
      served.patience().await(() -> bench.arrived() >= messages);
      served.patience().await(served.books()::areSettled);
      Pressed pressed = new Pressed(bench.seen(PATH), taken, meter.read(messages));
      log.info("in each second {}, pressed for {}", pressed.seen.bySecond(), taken);
      return pressed;
    }
  }

  private static Outcome submit(Workbench bench, Order.Target target, int messages, Instant due) {
    return bench
        .load()
        .submit(
            new Order(
                target,
                Form.NOTICE,
                UUID.randomUUID().toString(),
                messages,
                CONNECTIONS,
                Pace.bulk(LINES).dueAt(due.toString())));
  }

  /** Of the whole seconds between the first, in which it begins, and the last under pressure. */
  static double use(List<Integer> bySecond, int pressedSeconds) {
    int last = Math.clamp(pressedSeconds - 1, Math.min(2, bySecond.size()), bySecond.size());
    return bySecond.subList(Math.min(1, last - 1), last).stream()
            .mapToInt(Integer::intValue)
            .average()
            .orElse(0)
        / PER_SECOND;
  }

  private static Figure figure(
      String name, String unit, List<Pressed> rounds, ToDoubleFunction<Pressed> of) {
    return new Figure(
        name, unit, Spread.of(rounds, of), Cost.mean(rounds.stream().map(Pressed::cost).toList()));
  }
}
