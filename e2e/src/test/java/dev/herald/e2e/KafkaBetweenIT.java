package dev.herald.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.platform.postgres.EmbeddedPostgres;
import dev.herald.server.platform.postgres.TestPostgres;
import dev.herald.server.queue.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One process that takes in and two that send, with three brokers between them; all but the first
 * are killed in turn, one broker and then all, and the database is away for a while.
 */
class KafkaBetweenIT {
  private static final int PART = 200;

  @TempDir static Path folder;

  /** By number, the message that its caller was told. */
  private final Map<Integer, String> acknowledged = new HashMap<>();

  @Test
  void nothing_acknowledged_is_lost_and_doubles_are_told_by_their_traces() throws Exception {
    try (ThreeBrokers brokers = new ThreeBrokers(folder);
        Cluster cluster = new Cluster(folder)) {
      HeraldProcess api = cluster.join(between(brokers, "api,admin,cron"));
      HeraldProcess one = cluster.join(between(brokers, "handler"));
      HeraldProcess other = cluster.join(between(brokers, "handler"));
      cluster.configure(api, "[]");

      submit(cluster, api, 0);
      one.kill();
      submit(cluster, api, 1);
      one.start();
      brokers.killOne();
      submit(cluster, api, 2);
      other.kill();
      brokers.killAll();
      brokers.start();
      submit(cluster, api, 3);
      other.start();
      away(cluster, true);
      try {
        submit(cluster, api, 4);
      } finally {
        away(cluster, false);
      }

      cluster.awaitReceived(5 * PART);
      assertThat(acknowledged).hasSize(5 * PART);
      await().until(() -> brokers.any().waiting("herald", "herald.normal") == 0);
      Api admin = cluster.administrator(api);
      Map<String, Long> received =
          cluster.received().stream()
              .collect(groupingBy(each -> String.valueOf(each.envelope().messageId()), counting()));
      assertThat(received.keySet()).containsExactlyInAnyOrderElementsOf(acknowledged.values());
      received.forEach((id, times) -> {
        JsonNode message = admin.get("/v1/messages/" + id).json();
        assertThat(message.path("state").asString()).as(message.toString()).isEqualTo("SENT");
        if (times > 1) {
          assertThat(message.path("trace").toString()).contains("ADOPTED");
        }
      });
    }
  }

  /** A record counts once two of them have it, so that one may go. */
  private static final class ThreeBrokers implements AutoCloseable {
    private final List<KafkaBroker> brokers;

    ThreeBrokers(Path folder) throws IOException {
      List<Path> folders = new ArrayList<>();
      for (int node = 0; node < 3; node++) {
        folders.add(Files.createDirectory(folder.resolve("kafka-" + node)));
      }
      brokers = KafkaBroker.together(folders);
      start();
    }

    void start() {
      brokers.forEach(KafkaBroker::launch);
      brokers.forEach(KafkaBroker::awaitAnswer);
    }

    void killOne() {
      brokers.getLast().kill();
    }

    void killAll() {
      brokers.forEach(KafkaBroker::kill);
    }

    KafkaBroker any() {
      return brokers.getFirst();
    }

    String servers() {
      return brokers.stream().map(KafkaBroker::servers).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
      killAll();
    }
  }

  private static String[] between(ThreeBrokers brokers, String roles) {
    return new String[] {
      "--herald.roles=" + roles,
      "--herald.intake.through=kafka",
      "--herald.intake.kafka.servers=" + brokers.servers(),
      "--herald.intake.kafka.replicas=3",
      "--herald.intake.kafka.partitions=4",
      "--herald.intake.kafka.batch=20"
    };
  }

  /** Until each is acknowledged, as a caller with keys does. */
  private void submit(Cluster cluster, HeraldProcess api, int part) {
    List<Integer> left =
        new ArrayList<>(IntStream.range(part * PART, (part + 1) * PART).boxed().toList());
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> {
          List<JsonNode> results = post(cluster, api, left);
          for (int i = results.size() - 1; i >= 0; i--) {
            if (results.get(i).path("status").asInt() == 202) {
              acknowledged.put(left.remove(i), results.get(i).at("/messages/0/id").asString());
            }
          }
          return left.isEmpty();
        });
  }

  private static List<JsonNode> post(Cluster cluster, HeraldProcess api, List<Integer> numbers) {
    String lines =
        numbers.stream()
            .map(n ->
                Cluster.submission("hooked", n)
                    .replaceFirst("\\{", "{\"idempotencyKey\":\"n-%d\",".formatted(n)))
            .collect(Collectors.joining("\n"));
    String answer =
        cluster
            .application(api)
            .send("POST", "/v1/messages/bulk", lines, "application/x-ndjson")
            .text();
    return Arrays.stream(answer.split("\n")).map(JsonMapper.shared()::readTree).toList();
  }

  private static void away(Cluster cluster, boolean away) throws SQLException {
    String url = cluster.url();
    String name = url.substring(url.lastIndexOf('/') + 1);
    EmbeddedPostgres postgres = TestPostgres.running();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      for (String sql :
          Stream.of(
                  "alter database %s with allow_connections %s".formatted(name, !away),
                  "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                      .formatted(name))
              .limit(away ? 2 : 1)
              .toList()) {
        statement.execute(sql);
      }
    }
  }
}
