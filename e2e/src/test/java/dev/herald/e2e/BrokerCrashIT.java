package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.HeraldProcess;
import dev.herald.server.queue.TestBroker;
import dev.herald.server.queue.TestBroker.Written;
import dev.herald.server.queue.rabbitmq.RabbitBroker;
import dev.herald.server.queue.rocketmq.RocketBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RabbitMQ, RocketMQ and a Herald that are killed in the middle of a stream of submissions. It is
 * the packaged Herald, so what the brokers' clients need is among its libraries.
 */
class BrokerCrashIT {
  private static final int PART = 200;
  private static final String NOTE =
      """
      {"node": "note", "tenant": "acme", "to": [{"email": "%s%d@acme.example"}]}\
      """;

  @TempDir static Path folder;

  private final Map<String, TestBroker> brokers = new TreeMap<>();

  private void thereAreBrokers() throws Exception {
    brokers.put("rocketmq", new RocketBroker(Files.createDirectory(folder.resolve("rocketmq"))));
    if (RabbitBroker.isThere()) {
      brokers.put("rabbitmq", new RabbitBroker(Files.createDirectory(folder.resolve("rabbitmq"))));
    }
    TestBroker.startAll(List.copyOf(brokers.values()));
    brokers.values().forEach(broker -> broker.create("grants"));
  }

  private String[] settings() {
    List<String> settings = new ArrayList<>(List.of("--herald.sandbox=true"));
    brokers.forEach((kind, broker) ->
        Stream.of(
                "kind=" + kind,
                "servers=" + broker.servers(),
                (kind.equals("rabbitmq") ? "queue" : "topic") + "=grants",
                "application=esop",
                "batch=20")
            .map(setting -> "--herald.queues.%s.%s".formatted(kind, setting))
            .forEach(settings::add));
    return settings.toArray(String[]::new);
  }

  private void write(int from) {
    brokers.forEach((kind, broker) ->
        broker.write(
            IntStream.range(from, from + PART)
                .mapToObj(i -> Written.of("grants", NOTE.formatted(kind, i)).known(kind + "-" + i))
                .toList()));
  }

  @Test
  void nothing_is_lost_and_nothing_doubled() throws Exception {
    thereAreBrokers();
    int part = PART * brokers.size();
    try (HeraldProcess herald = new HeraldProcess(folder.resolve("home"), settings())) {
      herald.start();
      QueueCrashIT.ready(herald.administrator());

      write(0);
      await().until(() -> QueueCrashIT.count(herald.administrator()) > 0);
      herald.kill();
      write(PART);
      herald.start();
      await().until(() -> QueueCrashIT.count(herald.administrator()) > part);
      brokers.values().forEach(TestBroker::kill);
      TestBroker.startAll(List.copyOf(brokers.values()));
      write(2 * PART);

      await().until(() -> QueueCrashIT.count(herald.administrator()) >= 3 * part);
      for (TestBroker broker : brokers.values()) {
        await().until(() -> broker.waiting("grants") == 0);
      }
      assertThat(QueueCrashIT.count(herald.administrator())).isEqualTo(3 * part);
      assertThat(QueueCrashIT.places(herald.administrator())).hasSize(3 * part);
    } finally {
      brokers.values().forEach(TestBroker::kill);
    }
  }
}
