package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.peer.ByHandPeer;
import dev.herald.bench.peer.DbSchedulerPeer;
import dev.herald.bench.peer.JobRunrPeer;
import dev.herald.bench.peer.KafkaBroker;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.worker.Worker;
import java.util.List;
import java.util.Map;

/** What one would otherwise use: each sends what was queued before the clock started. */
final class Peers implements Part {
  private static final int MESSAGES = 20_000;

  @Override
  public Findings run(Stage stage) {
    Figure dbScheduler = of(stage, "db-scheduler", DbSchedulerPeer.class);
    Figure jobRunr = of(stage, "JobRunr", JobRunrPeer.class);
    Figure byHand = byHand(stage);
    return new Findings(
        "peers",
        List.of(dbScheduler, jobRunr, byHand),
        Map.of(
            "dbSchedulerPerSecond", dbScheduler.value().median(),
            "jobRunrPerSecond", jobRunr.value().median(),
            "byHandPerSecond", byHand.value().median()),
        List.of(
            "peers: what they send was queued before, so no intake is in their rate or cost, which"
                + " Herald's end to end has; db-scheduler keeps no history.",
            "peers: their clock starts at the first request, so that no poll counts against them.",
            "peers: db-scheduler 64 threads, lock-and-fetch of 1 to 4 times as many, poll 50 ms;"
                + " JobRunr 64 workers, poll 5 s, its least; Kafka 32 partitions and listeners, a"
                + " row for each record, offsets committed after each poll; all with Apache"
                + " HttpClient 5, HikariCP with 32 connections and the server's JVM flags."),
        List.of());
  }

  private static Figure of(Stage stage, String name, Class<? extends Worker> program) {
    String port = Integer.toString(stage.bench().standInPort());
    try (Measured measured = Measured.start(stage, name, program, port)) {
      return rounds(stage, name, measured);
    }
  }

  private static Figure byHand(Stage stage) {
    Workbench bench = stage.bench();
    try (Child broker = KafkaBroker.launch(bench.logs(), bench.folder("kafka"))) {
      int port = broker.ready(KafkaBroker.Ready.class).port();
      try (Measured measured =
          Measured.start(
              stage,
              "listener",
              ByHandPeer.class,
              Integer.toString(bench.standInPort()),
              Integer.toString(port))) {
        return rounds(stage, "Kafka listener by hand", measured, broker.tree());
      }
    }
  }

  private static Figure rounds(Stage stage, String name, Measured measured, ProcessTree... others) {
    int messages = stage.effort().size(MESSAGES);
    return measured
        .rounds(stage)
        .measure(
            name,
            () -> {
              measured.fill(messages);
              stage.bench().forget();
              Stretch stretch = measured.work(stage, MESSAGES, others);
              check(messages, stage.bench().arrived());
              return stretch.from(stage.bench().firstArrival());
            });
  }

  private static void check(int messages, long arrived) {
    if (arrived != messages) {
      throw new BenchFailure("%,d messages were queued, %,d arrived".formatted(messages, arrived));
    }
  }
}
