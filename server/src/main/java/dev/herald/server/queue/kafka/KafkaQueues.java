package dev.herald.server.queue.kafka;

import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.queue.Binding;
import dev.herald.server.queue.ConditionalOnQueue;
import dev.herald.server.queue.QueueKind;
import dev.herald.server.queue.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/** Reads topics as members of a consumer group; offsets are committed by hand. */
@Component
@ConditionalOnQueue(KafkaQueues.KIND)
class KafkaQueues implements QueueKind {
  static final String KIND = "kafka";

  private static final Duration BEFORE_RETRY = Duration.ofSeconds(5);

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public Listener listen(String queue, Binding binding, Receiver receiver) {
    String topic = Binding.required(binding.topic(), "topic");
    Map<String, Object> settings = settings(binding);
    ContainerProperties properties = new ContainerProperties(topic);
    properties.setGroupId(binding.group());
    properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
    properties.setMessageListener(new TopicListener(receiver));
    properties.setAuthExceptionRetryInterval(BEFORE_RETRY);
    properties.setStopImmediate(true);
    var container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<byte[], byte[]>(settings), properties);
    container.setBeanName("queue-" + queue);
    container.setConcurrency(binding.consumers());
    container.setCommonErrorHandler(forEver());
    container.start();
    return new Reading(container, new TopicLag(settings, binding.group(), topic));
  }

  @Override
  public AnswerTopic answers(Binding binding, String topic) {
    return new KafkaAnswers(binding, topic);
  }

  /** Nothing is ever passed over, whatever goes wrong. */
  private static DefaultErrorHandler forEver() {
    return new DefaultErrorHandler(
        new FixedBackOff(BEFORE_RETRY.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
  }

  private static Map<String, Object> settings(Binding binding) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.putAll(binding.properties());
    settings.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Binding.required(binding.servers(), "servers"));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, binding.batch());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** A topic that is read. */
  private record Reading(
      ConcurrentMessageListenerContainer<byte[], byte[]> container, TopicLag topicLag)
      implements Listener {
    @Override
    public void stop() {
      container.stop();
      topicLag.close();
    }

    @Override
    public OptionalLong lag() {
      return topicLag.measure();
    }

    @Override
    public boolean isConnected() {
      return container.isRunning() && !container.getAssignedPartitions().isEmpty();
    }
  }
}
