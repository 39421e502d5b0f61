package dev.herald.server.queue.rocketmq;

import dev.herald.channel.Reason;
import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.reason.TraceReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.client.producer.selector.SelectMessageQueueByHash;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a topic: done once the broker has them as durably as it is set up to. Events of
 * one message go to one of the topic's queues. The producer is made when the first is written.
 */
final class RocketAnswers implements AnswerTopic {
  /** All together less than a delivery is lent for, since one that fails ends the others. */
  private static final int MILLIS_TO_WRITE = 10_000;

  private static final SelectMessageQueueByHash BY_KEY = new SelectMessageQueueByHash();

  private final Supplier<DefaultMQProducer> producers;
  private final String topic;
  private @Nullable DefaultMQProducer running;
  private boolean closed;

  /**
   * @param producers makes one that has not begun
   */
  RocketAnswers(Supplier<DefaultMQProducer> producers, String topic) {
    this.producers = producers;
    this.topic = topic;
  }

  @Override
  public List<@Nullable Reason> write(List<TopicEvent> events) {
    List<@Nullable Reason> reasons = new ArrayList<>();
    Reason away = null;
    for (TopicEvent event : events) {
      // Each would wait as long for a broker or a topic that is not there.
      away = away == null ? written(event) : away;
      reasons.add(away);
    }
    return reasons;
  }

  private @Nullable Reason written(TopicEvent event) {
    try {
      SendResult result = producer().send(message(event), BY_KEY, event.key(), MILLIS_TO_WRITE);
      return result.getSendStatus() == SendStatus.SEND_OK
          ? null
          : new TraceReason.TopicRefused(result.getSendStatus().name());
    } catch (MQClientException | RemotingException | MQBrokerException | RuntimeException failure) {
      return new TraceReason.TopicRefused(failure.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new TraceReason.ProcessStopping();
    }
  }

  private Message message(TopicEvent event) {
    Message message = new Message(topic, event.body());
    message.setKeys(List.of(event.id().toString(), event.key()));
    message.putUserProperty(TopicRecords.EVENT_CONTENT_TYPE, event.contentType());
    return message;
  }

  private synchronized DefaultMQProducer producer() throws MQClientException {
    if (closed) {
      throw new IllegalStateException("this process is stopping");
    }
    DefaultMQProducer producer = running;
    if (producer == null) {
      producer = producers.get();
      try {
        producer.start();
      } catch (MQClientException | RuntimeException failure) {
        producer.shutdown();
        throw failure;
      }
      running = producer;
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.shutdown();
    }
  }
}
