package dev.herald.server.queue.rocketmq;

import dev.herald.server.queue.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic with a consumer of its own.
 *
 * <p>It pulls, and commits offsets after the transaction that saved the messages. So there is no
 * answer "later" to give, which would let the broker put a message off for longer each time and
 * drop it in the end: what can't be taken is held, and what is held by a process that dies is read
 * again by another.
 */
final class TopicReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration WHILE_IDLE = Duration.ofMillis(500);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Supplier<DefaultLitePullConsumer> consumers;
  private final String name;
  private final String topic;
  private final int batch;
  private final Receiver receiver;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable DefaultLitePullConsumer running;
  private volatile boolean answered;

  TopicReader(
      Supplier<DefaultLitePullConsumer> consumers,
      String name,
      String topic,
      int batch,
      Receiver receiver) {
    this.consumers = consumers;
    this.name = name;
    this.topic = topic;
    this.batch = batch;
    this.receiver = receiver;
    this.thread = Thread.ofVirtual().name("herald " + name).unstarted(this);
  }

  TopicReader start() {
    thread.start();
    return this;
  }

  @Override
  public void run() {
    try {
      do {
        readUntilLost();
      } while (!stopped.await(BEFORE_RETRY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A consumer that has begun goes on by itself when its broker is away. */
  private void readUntilLost() throws InterruptedException {
    DefaultLitePullConsumer consumer = consumers.get();
    try {
      consumer.subscribe(topic, "*");
      consumer.start();
      running = consumer;
      while (stopped.getCount() > 0) {
        read(consumer);
      }
    } catch (MQClientException | RuntimeException lost) {
      log.debug("Queue {} is not read: {}", name, lost.toString());
    } finally {
      running = null;
      consumer.shutdown();
    }
  }

  private void read(DefaultLitePullConsumer consumer) throws InterruptedException {
    List<MessageExt> poll = poll(consumer);
    receiver.take(
        poll.stream().map(TopicRecords::record).toList(),
        stopped,
        done -> consumer.commit(offsets(poll.subList(0, done)), true));
  }

  /** All that has arrived, up to a batch. */
  private List<MessageExt> poll(DefaultLitePullConsumer consumer) {
    List<MessageExt> poll = new ArrayList<>();
    List<MessageExt> pulled = consumer.poll(WHILE_IDLE.toMillis());
    while (!pulled.isEmpty()) {
      poll.addAll(pulled);
      boolean room = poll.size() + consumer.getPullBatchSize() <= batch;
      pulled = room ? consumer.poll(0) : List.of();
    }
    return poll;
  }

  /** From which on each of the topic's queues is to be read next. */
  private static Map<MessageQueue, Long> offsets(List<MessageExt> done) {
    Map<MessageQueue, Long> next = new HashMap<>();
    for (MessageExt message : done) {
      next.merge(
          new MessageQueue(message.getTopic(), message.getBrokerName(), message.getQueueId()),
          message.getQueueOffset() + 1,
          Math::max);
    }
    return next;
  }

  /** Takes nothing more. */
  void end() {
    stopped.countDown();
  }

  /** Returns once what was taken is acknowledged. */
  void join() {
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the brokers of the topic answered when they were asked last. */
  boolean isAnswered() {
    return answered;
  }

  OptionalLong lag() {
    DefaultLitePullConsumer consumer = running;
    try {
      OptionalLong lag =
          consumer == null
              ? OptionalLong.empty()
              : OptionalLong.of(TopicLag.measure(consumer, topic));
      answered = lag.isPresent();
      return lag;
    } catch (MQBrokerException refused) {
      answered = true;
      log.debug("Queue {} can't be measured: {}", name, refused.toString());
    } catch (MQClientException | RemotingException | RuntimeException away) {
      answered = false;
      log.debug("Queue {} can't be measured: {}", name, away.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return OptionalLong.empty();
  }
}
