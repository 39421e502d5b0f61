package dev.herald.server.queue.rocketmq;

import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.platform.Ids;
import dev.herald.server.queue.Binding;
import dev.herald.server.queue.ConditionalOnQueue;
import dev.herald.server.queue.QueueKind;
import dev.herald.server.queue.Receiver;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.remoting.RPCHook;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.stereotype.Component;

/**
 * Reads topics of RocketMQ as members of a consumer group, whose offsets are committed by hand, and
 * writes answers to others.
 */
@Component
@ConditionalOnQueue(RocketQueues.KIND)
class RocketQueues implements QueueKind {
  static final String KIND = "rocketmq";

  /** As many as a broker gives at once from its memory, unless it is set up otherwise. */
  private static final int LARGEST_PULL = 32;

  private static final int MOST_MEBIBYTES_AHEAD = 16;

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public Listener listen(String queue, Binding binding, Receiver receiver) {
    String topic = Binding.required(binding.topic(), "topic");
    refuseWrong(queue, binding);
    Supplier<DefaultLitePullConsumer> consumer = () -> consumer(queue, binding);
    return new Reading(
        Stream.generate(
                () -> new TopicReader(consumer, queue, topic, binding.batch(), receiver).start())
            .limit(binding.consumers())
            .toList());
  }

  @Override
  public AnswerTopic answers(Binding binding, String topic) {
    return new RocketAnswers(() -> producer(binding, topic), topic);
  }

  private static DefaultMQProducer producer(Binding binding, String topic) {
    Map<String, String> settings = settings(binding);
    RPCHook credentials = credentials(settings);
    DefaultMQProducer producer = new DefaultMQProducer(binding.group() + "-" + topic, credentials);
    var properties = PropertyAccessorFactory.forBeanPropertyAccess(producer);
    // What is the consumer's alone says nothing about who writes.
    settings.forEach((name, value) -> {
      if (properties.isWritableProperty(name)) {
        properties.setPropertyValue(name, value);
      }
    });
    producer.setNamesrvAddr(servers(binding));
    producer.setInstanceName("herald-%s-%s".formatted(topic, Ids.next()));
    return producer;
  }

  private static String servers(Binding binding) {
    return Binding.required(binding.servers(), "servers").replace(',', ';');
  }

  /** At the start, and not when a reader begins. */
  private static void refuseWrong(String queue, Binding binding) {
    Map<String, String> settings = settings(binding);
    set(queue, new DefaultLitePullConsumer(group(binding), credentials(settings)), settings);
  }

  private static DefaultLitePullConsumer consumer(String queue, Binding binding) {
    Map<String, String> settings = settings(binding);
    DefaultLitePullConsumer consumer =
        new DefaultLitePullConsumer(group(binding), credentials(settings));
    consumer.setPullThresholdSizeForQueue(MOST_MEBIBYTES_AHEAD);
    set(queue, consumer, settings);
    consumer.setNamesrvAddr(servers(binding));
    consumer.setInstanceName("herald-%s-%s".formatted(queue, Ids.next()));
    consumer.setAutoCommit(false);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setPullBatchSize(Math.min(LARGEST_PULL, binding.batch()));
    return consumer;
  }

  /** Of each topic its own: RocketMQ wants all members of a group to read the same topics. */
  private static String group(Binding binding) {
    return binding.group() + "-" + Binding.required(binding.topic(), "topic");
  }

  /** The environment writes names in one case. */
  private static Map<String, String> settings(Binding binding) {
    Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.putAll(binding.properties());
    return settings;
  }

  private static @Nullable RPCHook credentials(Map<String, String> settings) {
    String key = settings.remove("accessKey");
    String secret = settings.remove("secretKey");
    String token = settings.remove("securityToken");
    return key == null ? null : new AclClientRPCHook(new SessionCredentials(key, secret, token));
  }

  private static void set(
      String queue, DefaultLitePullConsumer consumer, Map<String, String> settings) {
    var properties = PropertyAccessorFactory.forBeanPropertyAccess(consumer);
    settings.forEach((name, value) -> {
      try {
        properties.setPropertyValue(name, value);
      } catch (BeansException _) {
        throw new IllegalArgumentException(
            "herald.queues.%s.properties.%s is not a setting of RocketMQ's consumer, or has no right"
                    .formatted(queue, name)
                + " value");
      }
    });
  }

  /** A topic that is read. */
  private record Reading(List<TopicReader> readers) implements Listener {
    @Override
    public void stop() {
      readers.forEach(TopicReader::end);
      readers.forEach(TopicReader::join);
    }

    @Override
    public boolean isConnected() {
      return readers.getFirst().isAnswered();
    }

    @Override
    public OptionalLong lag() {
      return readers.getFirst().lag();
    }
  }
}
