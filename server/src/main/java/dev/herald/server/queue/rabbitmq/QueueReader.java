package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.herald.server.queue.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a queue over a connection of its own, and opens another when that is lost.
 *
 * <p>What the broker has handed over meanwhile is taken in one transaction, and acknowledged after
 * it. What can't be taken is held, and never given back while the connection is there: the broker
 * would only bring it again at once.
 */
final class QueueReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(QueueReader.class);
  private static final Duration BEFORE_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Source source;
  private final int batch;
  private final Receiver receiver;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Open open;

  QueueReader(Source source, int batch, Receiver receiver) {
    this.source = source;
    this.batch = batch;
    this.receiver = receiver;
    this.thread = Thread.ofVirtual().name(source.name).unstarted(this);
  }

  /**
   * Where a queue is.
   *
   * @param name of the connection, which the broker shows
   */
  record Source(ConnectionFactory factory, List<Address> servers, String name, String queue) {}

  private record Open(Connection connection, Prefetch prefetch) {}

  QueueReader start() {
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

  private void readUntilLost() throws InterruptedException {
    try (Connection connection = source.factory.newConnection(source.servers, source.name)) {
      Channel channel = connection.createChannel();
      channel.basicQos(batch);
      Prefetch prefetch = new Prefetch(channel);
      channel.basicConsume(source.queue, false, prefetch);
      open = new Open(connection, prefetch);
      read(channel, prefetch);
    } catch (IOException | TimeoutException | RuntimeException lost) {
      log.debug("{} is not read: {}", source.name, lost.toString());
    } finally {
      open = null;
    }
  }

  private void read(Channel channel, Prefetch prefetch) throws InterruptedException, IOException {
    if (stopped.getCount() == 0) {
      prefetch.end();
    }
    List<Delivery> poll = prefetch.next(batch);
    while (!poll.isEmpty()) {
      List<Delivery> held = poll;
      receiver.take(
          held.stream().map(each -> Deliveries.record(source.queue, each)).toList(),
          prefetch.over(),
          done -> {
            channel.basicAck(held.get(done - 1).getEnvelope().getDeliveryTag(), true);
            prefetch.acknowledged(held.get(done - 1));
          });
      poll = prefetch.next(batch);
    }
  }

  /** Takes nothing more. */
  void end() {
    stopped.countDown();
    Open reading = open;
    if (reading != null) {
      reading.prefetch.end();
    }
  }

  /** Returns once what was taken is acknowledged. */
  void join() {
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isReading() {
    return open != null;
  }

  /** How many messages this reader holds. */
  long held() {
    Open reading = open;
    return reading == null ? 0 : reading.prefetch.held();
  }

  /** How many messages of the queue no reader holds. */
  OptionalLong ready() {
    Open reading = open;
    if (reading == null) {
      return OptionalLong.empty();
    }
    try (Channel asking = reading.connection.createChannel()) {
      return OptionalLong.of(asking.messageCount(source.queue));
    } catch (IOException | TimeoutException | RuntimeException lost) {
      log.debug("{} can't be measured: {}", source.name, lost.toString());
      return OptionalLong.empty();
    }
  }
}
