package dev.herald.e2e;

import dev.herald.server.queue.TestBroker;
import dev.herald.server.queue.kafka.KafkaBroker;
import java.nio.file.Path;
import java.util.List;

/** Kafka beside other brokers: each topic has four partitions, and Herald's own group reads it. */
final class KafkaOfFourParts implements TestBroker {
  private final KafkaBroker broker;

  /**
   * @param folder empty
   */
  KafkaOfFourParts(Path folder) {
    broker = new KafkaBroker(folder);
  }

  @Override
  public TestBroker start() {
    broker.start();
    return this;
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public String servers() {
    return broker.servers();
  }

  @Override
  public void create(String name) {
    broker.topic(name, 4);
  }

  /** By what it is known is told by its position alone. */
  @Override
  public void write(List<Written> records) {
    broker.write(
        records.stream()
            .map(each -> new KafkaBroker.Written(each.to(), each.body(), each.headers()))
            .toList());
  }

  @Override
  public long waiting(String name) {
    return broker.waiting("herald", name);
  }

  @Override
  public List<String> read(String name) {
    return broker.read(name);
  }
}
