package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.database.Database;
import dev.herald.bench.herald.Books;
import dev.herald.bench.herald.HeraldServer;
import dev.herald.bench.load.Order;
import dev.herald.bench.peer.KafkaBroker;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One process that takes messages in and one, two and three that send them, over PostgreSQL alone
 * and with Kafka between.
 */
final class Cluster implements Part {
  private static final int MOST_HANDLERS = 3;
  private static final String API = "--herald.roles=api,admin,cron";
  private static final String HANDLER = "--herald.roles=handler";

  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Double> named = new LinkedHashMap<>();

  @Override
  public Findings run(Stage stage) {
    figures.clear();
    named.clear();
    over(stage, "Postgres", List.of(), List.of());
    Workbench bench = stage.bench();
    try (Child broker = KafkaBroker.launch(bench.logs(), bench.folder("kafka"))) {
      int port = broker.ready(KafkaBroker.Ready.class).port();
      over(
          stage,
          "Kafka",
          List.of(
              "--herald.intake.through=kafka", "--herald.intake.kafka.servers=127.0.0.1:" + port),
          List.of(broker.tree()));
    }
    return new Findings(
        "cluster",
        figures,
        new LinkedHashMap<>(named),
        List.of(
            "cluster: all processes are on this machine, so that more handlers can't be faster"
                + " here; what it shows is what each kind of process costs a message, and that"
                + " the next one adds little to it."),
        List.of());
  }

  private void over(Stage stage, String through, List<String> options, List<ProcessTree> besides) {
    Workbench bench = stage.bench();
    Database database = bench.postgres().fresh();
    Path home = bench.folder("api");
    List<HeraldServer> servers = new ArrayList<>();
    try {
      HeraldServer api =
          HeraldServer.start(stage.packaged(), bench, database, home, with(options, API));
      servers.add(api);
      api.configure(bench, List.of());
      Order.Target target = api.target();
      for (int handlers = 1; handlers <= MOST_HANDLERS; handlers++) {
        servers.add(
            HeraldServer.join(
                stage.packaged(),
                bench,
                database,
                bench.folder("handler"),
                home,
                with(options, HANDLER)));
        measure(stage, through, handlers, passage(stage, database, target, servers, besides));
      }
    } finally {
      servers.forEach(HeraldServer::close);
      bench.postgres().drop(database);
    }
  }

  private static List<String> with(List<String> options, String roles) {
    List<String> all = new ArrayList<>(options);
    all.add(roles);
    return all;
  }

  private static Passage passage(
      Stage stage,
      Database database,
      Order.Target target,
      List<HeraldServer> servers,
      List<ProcessTree> besides) {
    List<ProcessTree> trees = new ArrayList<>(besides);
    trees.add(new ProcessTree("api", servers.getFirst().tree().pid()));
    servers.stream()
        .skip(1)
        .forEach(handler -> trees.add(new ProcessTree("handlers", handler.tree().pid())));
    return new Passage(
        stage.bench(),
        new Passage.Carrier(trees, target, () -> servers.forEach(HeraldServer::checkAlive)),
        new Books(database));
  }

  private void measure(Stage stage, String through, int handlers, Passage passage) {
    String name = "%s, handlers: %d".formatted(through, handlers);
    Rounds rounds = new Rounds(stage, new ProcessTree("bench", ProcessHandle.current().pid()));
    List<Trip> trips = rounds.repeat(name, () -> passage.singly(stage.effort()));
    Figure sent = Rounds.figure(name + ", sent", trips);
    Figure accepted =
        new Figure(
            name + ", accepted",
            "msg/s",
            Spread.of(trips, trip -> trip.messages() / trip.acceptSeconds()),
            null);
    Figure late =
        new Figure(name + ", p99 until sent", "ms", Spread.of(trips, Trip::p99Millis), null);
    figures.addAll(List.of(accepted, sent, late));
    String key = "cluster" + through + handlers;
    named.put(key + "AcceptedPerSecond", accepted.value().median());
    named.put(key + "PerSecond", sent.value().median());
    named.put(key + "P99Millis", late.value().median());
    named.put(key + "CpuMicros", Objects.requireNonNull(sent.cost()).totalCpuMicros());
  }
}
