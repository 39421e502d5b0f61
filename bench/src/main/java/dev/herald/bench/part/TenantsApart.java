package dev.herald.bench.part;

import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long one tenant's messages take while another's million waits in the same lane for the same
 * source, and while nothing else happens. First with a source whose cap is what the million waits
 * for, then with one that takes all, so that it waits for the machine.
 */
final class TenantsApart implements Part {
  private static final Logger log = LoggerFactory.getLogger(TenantsApart.class);
  private static final int FLOOD = 1_000_000;
  private static final int MESSAGES = 1_500;

  /** Fewer, since at full speed the flood is soon over. */
  private static final int MESSAGES_AT_FULL_SPEED = 500;

  private static final int SETTLING = 5 * Trickle.PER_SECOND;
  private static final List<String> CAP = List.of("500 per second");

  @Override
  public Findings run(Stage stage) {
    try (Served served = Served.start(stage, List.of());
        Trickle single =
            new Trickle(
                Load.start("single", served.bench().logs()),
                served.server().target(),
                Form.OF_ANOTHER)) {
      Campaign flood = new Campaign(served, Form.FLOOD, stage.effort().size(FLOOD));
      flood.warmUp(single);
      served.server().configure(served.bench(), CAP);
      served.writesBack();
      List<Distribution> idle = rounds(stage, served, single, MESSAGES);
      flood.accept();
      List<Distribution> capped = besides(stage, served, single, MESSAGES);
      served.server().configure(served.bench(), List.of());
      List<Distribution> flat = besides(stage, served, single, MESSAGES_AT_FULL_SPEED);
      return findings(idle, capped, flat, flood.messages());
    }
  }

  private static List<Distribution> besides(
      Stage stage, Served served, Trickle single, int messages) {
    List<Distribution> seen = rounds(stage, served, single, messages);
    if (served.books().allAreTaken()) {
      throw new BenchFailure("the other tenant's messages were all taken before the rounds ended");
    }
    return seen;
  }

  private static List<Distribution> rounds(
      Stage stage, Served served, Trickle single, int messages) {
    round(served, single, stage.effort().size(SETTLING));
    List<Distribution> rounds = new ArrayList<>();
    for (int i = 0; i < stage.effort().rounds(); i++) {
      rounds.add(round(served, single, stage.effort().size(messages)));
      log.info("another tenant's messages: {}", rounds.getLast());
    }
    return rounds;
  }

  private static Distribution round(Served served, Trickle single, int messages) {
    served.bench().forget();
    single.submit(messages);
    served.patience().await(() -> served.bench().seen(Campaign.PATH).age().count() >= messages);
    return served.bench().seen(Campaign.PATH).age();
  }

  private static Findings findings(
      List<Distribution> idle, List<Distribution> capped, List<Distribution> flat, int flood) {
    List<Figure> figures = new ArrayList<>();
    add(figures, "idle", idle);
    add(figures, "%,d of another wait for a cap of %s".formatted(flood, CAP.getFirst()), capped);
    add(figures, "the same drain as fast as they go", flat);
    double idleP99 = p99(idle);
    return new Findings(
        "tenants",
        figures,
        Map.of(
            "tenantP99Millis", p99(capped),
            "tenantP99OverIdle", p99(capped) / idleP99,
            "tenantP99OverIdleAtFullSpeed", p99(flat) / idleP99),
        List.of(
            "tenants: %d messages a second of one tenant on a fixed schedule, in the lane and with"
                    .formatted(Trickle.PER_SECOND)
                + " the source that another tenant's messages wait for; the time is from when one"
                + " was due to be submitted until the provider had it."),
        List.of());
  }

  private static void add(List<Figure> figures, String when, List<Distribution> rounds) {
    figures.add(Figure.ofTimes("one tenant's p50, " + when, rounds, Distribution::p50));
    figures.add(Figure.ofTimes("one tenant's p99, " + when, rounds, Distribution::p99));
  }

  private static double p99(List<Distribution> rounds) {
    return Spread.of(rounds, Distribution::p99).median();
  }
}
