package dev.herald.bench.part;

import dev.herald.bench.herald.HeraldServer;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import dev.herald.bench.standin.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * A source that may send 3,000 a second, and several servers of one database with more to send than
 * that. The stand-in's own log tells what came in any second.
 */
final class Cap implements Part {
  private static final int PER_SECOND = 3_000;
  private static final int SECONDS = 30;
  private static final int LEAST_SECONDS = 4;
  private static final int LINES = 5_000;
  private static final int CONNECTIONS = 2;

  @Override
  public Findings run(Stage stage) {
    int handlers = stage.effort().handlers();
    List<HeraldServer> others = new ArrayList<>();
    try (Served served = Served.start(stage, List.of(PER_SECOND + " per second"))) {
      try {
        for (int i = 1; i < handlers; i++) {
          others.add(
              HeraldServer.join(
                  stage.packaged(),
                  served.bench(),
                  served.database(),
                  served.bench().folder("herald"),
                  served.home()));
        }
        return measure(stage, served, handlers);
      } finally {
        others.forEach(HeraldServer::close);
      }
    }
  }

  private static Findings measure(Stage stage, Served served, int handlers) {
    Order.Target target = served.server().target();
    int messages = PER_SECOND * Math.max(LEAST_SECONDS, stage.effort().size(SECONDS));
    send(served, target, PER_SECOND * LEAST_SECONDS);
    List<Seen> rounds = new ArrayList<>();
    for (int i = 0; i < stage.effort().rounds(); i++) {
      rounds.add(send(served, target, messages));
    }
    Figure most = figure("most in any second", "msg", rounds, Seen::mostInASecond);
    Figure use = figure("use of the cap", "of 1", rounds, Cap::use);
    return new Findings(
        "cap",
        List.of(most, use),
        Map.of(
            "capMaxPerSecond", most.value().max(),
            "capUse", use.value().median(),
            "capHandlers", (double) handlers),
        List.of(
            "cap: %,d a second for one source, %d processes; the use is what came in the seconds"
                    .formatted(PER_SECOND, handlers)
                + " between the first and the last."),
        List.of());
  }

  private static Seen send(Served served, Order.Target target, int messages) {
    served.bench().forget();
    served
        .bench()
        .load()
        .submit(
            new Order(
                target,
                Form.NOTICE,
                UUID.randomUUID().toString(),
                messages,
                CONNECTIONS,
                Pace.bulk(LINES)));
    served.patience().await(() -> served.bench().arrived() >= messages);
    served.patience().await(served.books()::areSettled);
    return served.bench().seen("/sms");
  }

  /** Of the whole seconds between the first, in which it begins, and the last, in which it ends. */
  static double use(Seen seen) {
    List<Integer> whole =
        seen.bySecond()
            .subList(
                Math.min(1, seen.bySecond().size() - 1), Math.max(1, seen.bySecond().size() - 1));
    return whole.stream().mapToInt(Integer::intValue).average().orElse(0) / PER_SECOND;
  }

  private static Figure figure(
      String name, String unit, List<Seen> rounds, ToDoubleFunction<Seen> of) {
    return new Figure(name, unit, Spread.of(rounds.stream().map(of::applyAsDouble).toList()), null);
  }
}
