package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.LiveHeap;
import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.cli.server.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A campaign as operations staff run it: a file of a million people is uploaded, every row is
 * looked at, and all are sent at the highest rate that a campaign may have. Beside it, how long
 * login codes take, and what the server's heap holds.
 */
final class CampaignRun implements Part {
  private static final Logger log = LoggerFactory.getLogger(CampaignRun.class);
  private static final int PEOPLE = 1_000_000;
  private static final int WARM_UP_PART = 20;
  private static final int PER_SECOND = 2_000;
  private static final int IDLE_CODES = 3_000;
  private static final int HEAP_SAMPLES = 10;
  private static final String CODES = "/sms";

  @Override
  public Findings run(Stage stage) {
    int people = stage.effort().size(PEOPLE);
    try (Served served = Served.start(stage, List.of());
        Trickle codes =
            new Trickle(
                Load.start("codes", served.bench().logs()),
                served.server().target(),
                Form.LOGIN_CODE)) {
      Run run = new Run(served, codes, new LiveHeap(served.server().tree().pid()));
      run.of(Math.max(1, people / WARM_UP_PART));
      Distribution idle = run.idle(stage.effort().size(IDLE_CODES));
      return findings(people, idle, run.of(people));
    }
  }

  /**
   * @param looking how long login codes took while its rows were looked at
   * @param sending how long while it was sent
   * @param megabytes that the heap held, at even parts of the way
   */
  private record Seen(
      double loadSeconds,
      double sendSeconds,
      Distribution looking,
      Distribution sending,
      List<Double> megabytes) {
    double growth() {
      return megabytes.getLast() / megabytes.getFirst();
    }
  }

  private record Run(Served served, Trickle codes, LiveHeap heap) {
    Distribution idle(int messages) {
      served.writesBack();
      served.bench().forget();
      codes.submit(messages);
      served.patience().await(() -> served.bench().arrived(CODES) >= messages);
      return served.bench().seen(CODES).age();
    }

    Seen of(int people) {
      Workbench bench = served.bench();
      Server administrator = served.server().administrator();
      AudienceFile file = AudienceFile.write(bench.folder("audience"), people);
      bench.forget();
      codes.begin();
      long start = Micros.now();
      String path = file.campaign(administrator, PER_SECOND);
      served.patience().await(() -> isReady(administrator.get(path)));
      final double loadSeconds = Micros.seconds(Micros.now() - start);
      log.info("{} rows looked at in {} s", people, loadSeconds);
      int whileLooking = codes.stop();
      served.patience().await(() -> bench.arrived(CODES) >= whileLooking);
      final Distribution looking = bench.seen(CODES).age();
      bench.forget();
      codes.begin();
      start = Micros.now();
      administrator.post(path + "/start", JsonMapper.shared().createObjectNode());
      List<Double> megabytes = new ArrayList<>();
      int submitted = 0;
      for (int part = 1; part <= HEAP_SAMPLES; part++) {
        long sent = (long) people * part / HEAP_SAMPLES;
        served.patience().await(() -> bench.arrived(Campaign.PATH) >= sent);
        submitted += codes.stop();
        int codesSoFar = submitted;
        served.patience().await(() -> bench.arrived(CODES) >= codesSoFar);
        megabytes.add(heap.megabytes());
        log.info("{} sent, {} MB in use", sent, Math.round(megabytes.getLast()));
        if (part < HEAP_SAMPLES) {
          codes.begin();
        }
      }
      final double sendSeconds = Micros.seconds(Micros.now() - start);
      served.patience().await(served.books()::areSettled);
      check(people, bench.arrived(Campaign.PATH), administrator.get(path));
      return new Seen(loadSeconds, sendSeconds, looking, bench.seen(CODES).age(), megabytes);
    }

    private static boolean isReady(JsonNode campaign) {
      if (campaign.path("state").asString().equals("FAILED")) {
        throw new BenchFailure("the campaign failed: " + campaign.path("problem"));
      }
      return campaign.path("state").asString().equals("READY");
    }

    private static void check(long people, long arrived, JsonNode campaign) {
      if (arrived != people || campaign.path("total").asLong() != people) {
        throw new BenchFailure(
            "%,d people were to be reached, the campaign has %,d, %,d messages arrived"
                .formatted(people, campaign.path("total").asLong(), arrived));
      }
    }
  }

  private static Findings findings(int people, Distribution idle, Seen seen) {
    String when = "beside a campaign of %,d".formatted(people);
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("campaignRowsPerSecond", people / seen.loadSeconds);
    named.put("campaignCriticalP99Millis", seen.sending.p99());
    named.put("campaignCriticalP99OverIdle", seen.sending.p99() / idle.p99());
    named.put("campaignLookingP99OverIdle", seen.looking.p99() / idle.p99());
    named.put("campaignHeapMegabytes", Collections.max(seen.megabytes));
    named.put("campaignHeapGrowth", seen.growth());
    return new Findings(
        "campaign",
        List.of(
            Figure.of("campaign, rows looked at", "rows/s", people / seen.loadSeconds),
            Figure.of("campaign, sent", "msg/s", people / seen.sendSeconds),
            Figure.of("login code p99, before a campaign", "ms", idle.p99()),
            Figure.of("login code p99, while its rows are looked at", "ms", seen.looking.p99()),
            Figure.of("login code p99, " + when, "ms", seen.sending.p99()),
            Figure.of("login code p99.9, " + when, "ms", seen.sending.p999()),
            Figure.of("heap in use, at a tenth of the campaign", "MB", seen.megabytes.getFirst()),
            Figure.of("heap in use, at its end", "MB", seen.megabytes.getLast())),
        named,
        List.of(
            "campaign: at most %,d rows a second, the highest rate that a campaign may have; %d"
                    .formatted(PER_SECOND, Trickle.PER_SECOND)
                + " login codes a second while rows are looked at and while they are sent; the"
                + " heap is what is left after a full collection, for which the codes pause."),
        List.of());
  }
}
