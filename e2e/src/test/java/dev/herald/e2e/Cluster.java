package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.Patience;
import dev.herald.server.TestDatabase;
import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Packaged servers on one database, and the stand-in of a webhook that all of them call. A start
 * costs more than most tests, so there is one in a JVM, whose first two processes do everything.
 */
final class Cluster implements AutoCloseable {
  static final Duration PATIENCE = Patience.SOON;

  private final Path folder;
  private final TestDatabase database = TestDatabase.create();
  private final List<HeraldProcess> processes = new ArrayList<>();
  private String administratorKey = "";
  private String applicationKey = "";

  final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().capPolicy(CapPolicy.OFF).kept(100_000));
  final JdbcClient jdbc = JdbcClient.create(database.pool());

  /** One that nobody shares. */
  Cluster(Path folder) {
    this.folder = folder;
  }

  /** With its first two processes up, also where a test ended one. Whatever others sent is done. */
  static Cluster running() {
    Cluster running = Running.INSTANCE;
    running.twoAreUp();
    return running;
  }

  private void twoAreUp() {
    if (processes.isEmpty()) {
      join();
      join("--herald.roles=admin,cron,handler,api");
    }
    Stream.of(first(), second()).filter(process -> !process.isUp()).forEach(HeraldProcess::start);
    sandbox.rules().clear();
    sandbox.outbox().clear();
  }

  HeraldProcess first() {
    return processes.get(0);
  }

  HeraldProcess second() {
    return processes.get(1);
  }

  /** Starts one more. */
  HeraldProcess join(String... options) {
    Path home = folder.resolve("home-" + processes.size());
    List<String> all = new ArrayList<>(database.options());
    all.addAll(
        List.of(
            "--spring.datasource.hikari.maximum-pool-size=8",
            "--herald.vault.key-file=" + folder.resolve("vault.key"),
            "--herald.lease=15s",
            "--herald.beat=1s",
            "--herald.connectors.deadline=10s",
            "--herald.sandbox=true",
            "--herald.sandbox-http=127.0.0.1:" + sandbox.httpAddress().getPort()));
    all.addAll(List.of(options));
    HeraldProcess process = new HeraldProcess(home, all.toArray(String[]::new));
    processes.add(process);
    process.start();
    if (administratorKey.isEmpty()) {
      administratorKey = process.administrator().key();
    }
    return process;
  }

  /** Of the database. */
  String url() {
    return database.url();
  }

  Api administrator(HeraldProcess by) {
    return by.anonymous().with(administratorKey);
  }

  Api application(HeraldProcess by) {
    return by.anonymous().with(applicationKey);
  }

  /** An application that sends to a webhook of a company. */
  void configure(HeraldProcess by, String caps) {
    Api admin = administrator(by);
    applicationKey = admin.asApplication("esop").key();
    put(admin, "/v1/tenants/acme", "{'name':'Acme','locale':'en','zone':'UTC'}");
    source(by, caps, false);
    node(by, "hooked");
  }

  void source(HeraldProcess by, String caps, boolean paused) {
    put(
        administrator(by),
        "/v1/sources/hook",
        "{'connector':'webhook','settings':{'secret':'whsec_c2FuZGJveA=='},'caps':%s,'paused':%s}"
            .formatted(caps, paused));
  }

  void node(HeraldProcess by, String code) {
    node(by, code, "normal");
  }

  void node(HeraldProcess by, String code, String lane) {
    put(
        administrator(by),
        "/v1/applications/esop/nodes/" + code,
        """
        {'name':'Hooked','plan':'webhook','locale':'en','lane':'%s',
         'schema':{'type':'object','properties':{'n':{'type':'integer'}}},
         'templates':[{'channel':'webhook','content':{'type':'hooked','json':{'n':'{{n}}'}}}]}
        """
            .formatted(lane));
  }

  private static void put(Api api, String path, String json) {
    Api.Answer answer = api.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(path + " " + answer).isLessThan(300);
  }

  static String submission(String node, int n) {
    return """
    {'node':'%s','tenant':'acme','to':[{'webhook':'https://acme.example/%d'}],'data':{'n':%d}}
    """
        .strip()
        .formatted(node, n, n)
        .replace('\'', '"');
  }

  /** Submits so many, one a line. */
  void submit(HeraldProcess to, int from, int count) {
    String lines =
        IntStream.range(from, from + count)
            .mapToObj(n -> submission("hooked", n))
            .collect(Collectors.joining("\n"));
    Api.Answer answer =
        application(to).send("POST", "/v1/messages/bulk", lines, "application/x-ndjson");
    assertThat(answer.text().lines().filter(line -> line.contains("\"status\":202")))
        .as(answer.text().lines().findFirst().orElse(""))
        .hasSize(count);
  }

  void awaitReceived(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> received().size() >= count);
    await()
        .atMost(PATIENCE)
        .until(() -> jdbc.sql("select count(*) from task").query(Integer.class).single() == 0);
  }

  List<OutboxMessage> received() {
    return sandbox.outbox().find(OutboxQuery.ALL);
  }

  @Override
  public void close() {
    processes.forEach(HeraldProcess::close);
    sandbox.close();
  }

  private static final class Running {
    static final Cluster INSTANCE = made();

    private static Cluster made() {
      try {
        Cluster cluster = new Cluster(TestPostgres.folder());
        TestPostgres.beforeItsEnd(cluster::close);
        return cluster;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
