package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.process.Micros;
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
  private static final String CODES = "/sms";

  @Override
  public Findings run(Stage stage) {
    try (Served served = Served.start(stage, List.of());
        Trickle codes =
            new Trickle(
                Load.start("codes", served.bench().logs()),
                served.server().target(),
                Form.LOGIN_CODE)) {
      Campaign campaign = new Campaign(served, Form.CAMPAIGN, stage.effort().size(CAMPAIGN));
      campaign.warmUp(codes);
      List<Distribution> idle = new ArrayList<>();
      List<Distribution> busy = new ArrayList<>();
      for (int i = 0; i < stage.effort().rounds(); i++) {
        idle.add(idle(served, codes, stage.effort().size(IDLE_CODES)));
        campaign.accept();
        busy.add(busy(served, codes, campaign.messages()));
        log.info("login codes: idle {}, busy {}", idle.getLast(), busy.getLast());
      }
      return findings(idle, busy, campaign.messages());
    }
  }

  private static Distribution idle(Served served, Trickle codes, int messages) {
    served.writesBack();
    served.bench().forget();
    codes.submit(messages);
    served.patience().await(() -> served.bench().arrived(CODES) >= messages);
    return served.bench().seen(CODES).age();
  }

  private static Distribution busy(Served served, Trickle codes, int messages) {
    Workbench bench = served.bench();
    long start = Micros.now();
    codes.begin();
    served.patience().await(() -> bench.arrived(Campaign.PATH) >= messages);
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
    double idleP99 = p99(idle);
    double busyP99 = p99(busy);
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
    figures.add(Figure.ofTimes("login code p50, " + when, rounds, Distribution::p50));
    figures.add(Figure.ofTimes("login code p99, " + when, rounds, Distribution::p99));
    figures.add(Figure.ofTimes("login code p99.9, " + when, rounds, Distribution::p999));
  }

  private static double p99(List<Distribution> rounds) {
    return Spread.of(rounds, Distribution::p99).median();
  }
}
