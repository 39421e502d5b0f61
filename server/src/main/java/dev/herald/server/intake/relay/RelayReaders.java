package dev.herald.server.intake.relay;

import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.Shutdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Makes sure that the topics are there and, where this process sends, reads them: each lane with
 * threads of its own. An offset is committed after what stands before it was.
 */
@Component
@ConditionalOnKafka
class RelayReaders implements SmartLifecycle {
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(2);

  /** A reader that was killed is missed no sooner. */
  private static final int MILLIS_OF_SESSION = 10_000;

  private final RelaySettings.Kafka settings;
  private final RelayTopics topics;
  private final Arrivals arrivals;
  private final Lanes lanes;
  private final boolean handles;
  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> readers =
      new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  RelayReaders(
      RelaySettings settings,
      RelayTopics topics,
      Arrivals arrivals,
      Lanes lanes,
      Roles roles,
      Shutdown shutdown) {
    this.settings = settings.kafka();
    this.topics = topics;
    this.arrivals = arrivals;
    this.lanes = lanes;
    this.handles = roles.has(Role.HANDLER);
    shutdown.onBegin(this::stop);
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("relay-topics").start(this::begin);
  }

  private void begin() {
    try {
      while (!topics.make()) {
        if (stopped.await(BEFORE_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (handles) {
      read();
    }
  }

  private synchronized void read() {
    if (running) {
      lanes.names().forEach(lane -> readers.add(reader(lane)));
      readers.forEach(ConcurrentMessageListenerContainer::start);
    }
  }

  private ConcurrentMessageListenerContainer<byte[], byte[]> reader(String lane) {
    ContainerProperties properties = new ContainerProperties(settings.topic(lane));
    properties.setGroupId(settings.group());
    properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
    properties.setMessageListener(new LaneListener(lane, arrivals));
    properties.setAuthExceptionRetryInterval(BEFORE_RETRY);
    properties.setStopImmediate(true);
    var reader =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<byte[], byte[]>(consumer()), properties);
    reader.setBeanName("relay-" + lane);
    reader.setConcurrency(settings.consumers());
    reader.setCommonErrorHandler(
        new DefaultErrorHandler(
            new FixedBackOff(BEFORE_RETRY.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
    return reader;
  }

  private Map<String, Object> consumer() {
    Map<String, Object> consumer = RelayTopics.client(settings);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
    consumer.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, MILLIS_OF_SESSION);
    consumer.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return consumer;
  }

  /** Hands polls on, and commits them once they are saved. */
  private record LaneListener(String lane, Arrivals arrivals)
      implements BatchAcknowledgingMessageListener<byte[], byte[]> {
    @Override
    public void onMessage(
        List<ConsumerRecord<byte[], byte[]>> poll, @Nullable Acknowledgment acknowledgment) {
      if (acknowledgment == null) {
        throw new IllegalStateException("offsets are committed by hand");
      }
      Duration pause = arrivals.take(lane, poll.stream().map(LaneListener::brought).toList());
      if (pause.isZero()) {
        acknowledgment.acknowledge();
      } else {
        acknowledgment.nack(0, pause);
      }
    }

    private static Arrivals.Brought brought(ConsumerRecord<byte[], byte[]> record) {
      byte[] key = record.key();
      byte[] value = record.value();
      return new Arrivals.Brought(
          "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset()),
          key == null ? new byte[0] : key,
          value == null ? new byte[0] : value);
    }
  }

  @Override
  public synchronized void stop() {
    if (running) {
      running = false;
      stopped.countDown();
      readers.forEach(ConcurrentMessageListenerContainer::stop);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the lanes, and with the web server. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2_000;
  }
}
