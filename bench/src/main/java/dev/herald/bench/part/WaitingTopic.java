package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.load.Form;
import dev.herald.bench.peer.KafkaBroker;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.Micros;
import dev.herald.bench.process.ProcessTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic, and a broker of its own, whose records are written in a transaction: its readers see all
 * of them at once.
 */
final class WaitingTopic implements AutoCloseable {
  static final String NAME = "waiting";

  private static final String GROUP = "herald";
  private static final List<String> BROKER_FLAGS = List.of("-XX:+UseG1GC", "-Xms256m", "-Xmx512m");

  private final Child broker;
  private final String servers;
  private final int partitions;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<TopicPartition, Long> last = new HashMap<>();
  private long written;

  private WaitingTopic(Child broker, int partitions) {
    this.broker = broker;
    this.partitions = partitions;
    this.servers = "127.0.0.1:" + broker.ready(KafkaBroker.Ready.class).port();
    this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "linger.ms",
                5,
                "transactional.id",
                NAME),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static WaitingTopic make(Workbench bench, int partitions) {
    Child broker =
        Child.asked(
            "kafka",
            bench.logs(),
            Jvm.own(BROKER_FLAGS)
                .running(KafkaBroker.class, List.of(bench.folder("kafka").toString())));
    WaitingTopic topic = new WaitingTopic(broker, partitions);
    topic.awaited(() ->
        topic.admin.createTopics(List.of(new NewTopic(NAME, partitions, (short) 1))).all().get());
    topic.producer.initTransactions();
    return topic;
  }

  String servers() {
    return servers;
  }

  ProcessTree tree() {
    return broker.tree();
  }

  /** Returns once the broker has all of them; no reader sees them yet. */
  void write(int messages) {
    StringBuilder json = new StringBuilder();
    producer.beginTransaction();
    for (int i = 0; i < messages; i++) {
      json.setLength(0);
      Form.NOTICE.write(json, "", written, 1, Micros.now(), "");
      byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
      int partition = (int) (written++ % partitions);
      producer.send(
          new ProducerRecord<>(NAME, partition, null, body),
          (metadata, failure) -> {
            if (failure == null) {
              noteLast(new TopicPartition(NAME, partition), metadata.offset());
            }
          });
    }
    producer.flush();
  }

  private synchronized void noteLast(TopicPartition partition, long offset) {
    last.merge(partition, offset, Math::max);
  }

  /** Lets readers see what was written. */
  void show() {
    producer.commitTransaction();
  }

  /** How far all partitions are committed, together. */
  long committed() {
    return offsets().values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized boolean isCommitted() {
    Map<TopicPartition, Long> offsets = offsets();
    return last.entrySet().stream()
        .allMatch(each -> offsets.getOrDefault(each.getKey(), 0L) > each.getValue());
  }

  private Map<TopicPartition, Long> offsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    awaited(() -> admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get())
        .forEach((TopicPartition partition, OffsetAndMetadata committed) -> {
          if (committed != null) {
            offsets.put(partition, committed.offset());
          }
        });
    return offsets;
  }

  private interface Asking<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private <T> T awaited(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (ExecutionException failure) {
      throw new BenchFailure("Kafka: " + failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
