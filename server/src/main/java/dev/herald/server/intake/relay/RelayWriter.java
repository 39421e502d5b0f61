package dev.herald.server.intake.relay;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Writes to topics. A record is written once, and done once all replicas in sync have it. */
@Component
@ConditionalOnKafka
class RelayWriter implements DisposableBean {
  /** A caller waits: longer than a leader takes to be chosen, and shorter than its patience. */
  private static final int MILLIS_TO_WRITE = 12_000;

  private static final int MILLIS_OF_A_REQUEST = 5_000;
  private static final int ROOM_BESIDE_THE_RECORD = 16_384;

  private static final Logger log = LoggerFactory.getLogger(RelayWriter.class);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final RelaySettings.Kafka settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  RelayWriter(RelaySettings settings) {
    this.settings = settings.kafka();
    this.settings.required();
  }

  private static Map<String, Object> producer(RelaySettings.Kafka settings) {
    Map<String, Object> producer = RelayTopics.client(settings);
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MILLIS_OF_A_REQUEST);
    producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS_OF_A_REQUEST);
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, MILLIS_TO_WRITE);
    producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 1);
    producer.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.largest() + ROOM_BESIDE_THE_RECORD);
    producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return producer;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("this process is stopping");
    }
    if (producer == null) {
      producer = new KafkaProducer<>(producer(settings));
    }
    return producer;
  }

  /**
   * Waits for a topic that is not known yet, for some seconds.
   *
   * @return done once it is durable; failed with {@link RequestProblem.Unavailable} when nobody
   *     knows
   */
  CompletableFuture<Void> write(String topic, byte[] key, byte[] value) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      producer()
          .send(
              new ProducerRecord<>(topic, key, value),
              (_, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(away(topic, failure));
                }
              });
    } catch (RuntimeException failure) {
      done.completeExceptionally(away(topic, failure));
    }
    return done;
  }

  private static RequestProblem away(String topic, Exception failure) {
    log.warn("A submission did not get into the topic {}: {}", topic, failure.toString());
    return new RequestProblem.Unavailable(new ProblemReason.BrokerAway(), COME_BACK);
  }

  @Override
  public void destroy() {
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
