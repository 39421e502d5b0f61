package dev.herald.server.queue.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How many records of a topic a group has not acknowledged. */
final class TopicLag {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final String group;
  private final String topic;
  private @Nullable Admin admin;

  /**
   * @param consumer the settings of a consumer of the topic
   */
  TopicLag(Map<String, Object> consumer, String group, String topic) {
    this.settings = new HashMap<>(consumer);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
    this.group = group;
    this.topic = topic;
  }

  synchronized OptionalLong measure() {
    try {
      Admin running = admin == null ? Admin.create(settings) : admin;
      admin = running;
      return OptionalLong.of(measured(running));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } catch (ExecutionException | KafkaException _) {
      return OptionalLong.empty();
    }
  }

  private long measured(Admin running) throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions =
        running.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .flatMap(found -> found.partitions().stream())
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    Map<TopicPartition, @Nullable OffsetAndMetadata> acknowledged =
        running.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    var first = offsets(running, partitions, OffsetSpec.earliest());
    long lag = 0;
    for (var end : offsets(running, partitions, OffsetSpec.latest()).entrySet()) {
      OffsetAndMetadata done = acknowledged.get(end.getKey());
      long from = first.getOrDefault(end.getKey(), 0L);
      lag += end.getValue() - Math.max(from, done == null ? 0 : done.offset());
    }
    return lag;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin running, List<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    running
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
