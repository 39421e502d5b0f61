package dev.herald.bench.part;

import dev.herald.bench.load.Form;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A Kafka topic whose submissions are written in one transaction, so that its readers see all of
 * them at once.
 */
final class WaitingTopic implements AutoCloseable {
  static final String NAME = "notices";
  private static final int PARTITIONS = 4;

  private final Admin admin;
  private final KafkaProducer<String, String> producer;
  private final String group;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private long written;

  /** Makes the topic. */
  WaitingTopic(String broker, String group) {
    this.group = group;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "transactional.id", "bench", "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer());
    get(admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1))).all());
    producer.initTransactions();
  }

  /**
   * Writes submissions that nobody can read yet.
   *
   * @param due when their messages are
   */
  void write(int messages, Instant due) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(messages);
    for (int i = 0; i < messages; i++) {
      long number = written++;
      StringBuilder json = new StringBuilder();
      Form.NOTICE.write(json, "", number, 1, Micros.now(), due.toString());
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  NAME, (int) (number % PARTITIONS), Long.toString(number), json.toString())));
    }
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      RecordMetadata record = get(each);
      ends.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
  }

  void show() {
    producer.commitTransaction();
  }

  /** Whether the group has committed past every record. */
  boolean isRead() {
    Map<TopicPartition, Long> read = read();
    return ends.entrySet().stream()
        .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** How far the group is, over all partitions. */
  long position() {
    return read().values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> read() {
    Map<TopicPartition, Long> read = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    committed.forEach((partition, offset) -> {
      if (offset != null) {
        read.put(partition, offset.offset());
      }
    });
    return read;
  }

  private static <T> T get(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("stopped while the broker was asked");
    } catch (ExecutionException failure) {
      throw new BenchFailure("the broker refused: " + failure.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
