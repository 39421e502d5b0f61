package dev.herald.server.queue.kafka;

import dev.herald.channel.Reason;
import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.queue.Binding;
import dev.herald.server.reason.TraceReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a topic: done once all replicas in sync have them. Events of one message go to
 * one partition. The producer is made when the first is written.
 */
final class KafkaAnswers implements AnswerTopic {
  /** Both together less than a delivery is lent for. */
  private static final int MILLIS_TO_FIND = 10_000;

  private static final int MILLIS_TO_WRITE = 30_000;

  private final Map<String, Object> settings;
  private final String topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  KafkaAnswers(Binding binding, String topic) {
    this.settings = settings(binding);
    this.topic = topic;
  }

  private static Map<String, Object> settings(Binding binding) {
    Map<String, Object> settings = new HashMap<>(binding.properties());
    settings.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Binding.required(binding.servers(), "servers"));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MILLIS_TO_FIND);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS_TO_FIND);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, MILLIS_TO_WRITE);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("this process is stopping");
    }
    if (producer == null) {
      producer = new KafkaProducer<>(settings);
    }
    return producer;
  }

  @Override
  public List<@Nullable Reason> write(List<TopicEvent> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    boolean reached = true;
    for (TopicEvent event : events) {
      Future<RecordMetadata> one = reached ? send(event) : sent.getLast();
      sent.add(one);
      // Each would wait as long for a broker or a topic that is not there.
      reached = !(one.isDone() && failed(one));
    }
    return reasons(sent);
  }

  private Future<RecordMetadata> send(TopicEvent event) {
    try {
      var record =
          new ProducerRecord<>(topic, event.key().getBytes(StandardCharsets.UTF_8), event.body());
      record.headers().add("content-type", event.contentType().getBytes(StandardCharsets.UTF_8));
      return producer().send(record);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private static boolean failed(Future<RecordMetadata> one) {
    return one.state() == Future.State.FAILED;
  }

  private static List<@Nullable Reason> reasons(List<Future<RecordMetadata>> sent) {
    List<@Nullable Reason> reasons = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      reasons.add(reason(one));
    }
    return reasons;
  }

  private static @Nullable Reason reason(Future<RecordMetadata> one) {
    try {
      one.get();
      return null;
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return new TraceReason.TopicRefused(cause.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new TraceReason.ProcessStopping();
    }
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> open;
    synchronized (this) {
      closed = true;
      open = producer;
    }
    if (open != null) {
      open.close(Duration.ofSeconds(5));
    }
  }
}
