package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** What the broker has handed over and is not acknowledged yet. It is no more than it was asked. */
final class Prefetch extends DefaultConsumer {
  /** Wakes who waits for the next. */
  private static final Delivery END =
      new Delivery(new Envelope(0, false, "", ""), new AMQP.BasicProperties(), new byte[0]);

  private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long lastTag;
  private volatile long acknowledgedTag;

  Prefetch(Channel channel) {
    super(channel);
  }

  @Override
  public void handleDelivery(
      String consumer, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    lastTag = envelope.getDeliveryTag();
    arrived.add(new Delivery(envelope, properties, body));
  }

  /** The queue was deleted. */
  @Override
  public void handleCancel(String consumer) {
    end();
  }

  @Override
  public void handleShutdownSignal(String consumer, ShutdownSignalException signal) {
    end();
  }

  /** Nothing of it can be acknowledged any more, or is to be taken any more. */
  void end() {
    over.countDown();
    arrived.add(END);
  }

  CountDownLatch over() {
    return over;
  }

  /**
   * Waits for at least one message.
   *
   * @return empty: it is over
   */
  List<Delivery> next(int most) throws InterruptedException {
    List<Delivery> next = new ArrayList<>();
    next.add(arrived.take());
    arrived.drainTo(next, most - 1);
    return over.getCount() == 0 ? List.of() : next;
  }

  void acknowledged(Delivery last) {
    acknowledgedTag = last.getEnvelope().getDeliveryTag();
  }

  /** Tags of a channel count from one. */
  long held() {
    return lastTag - acknowledgedTag;
  }
}
