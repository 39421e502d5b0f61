package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import dev.herald.channel.Reason;
import dev.herald.server.answer.AnswerTopic.TopicEvent;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a broker says of each event that was written to it: that it keeps it, that it does not, or
 * that there is no queue for it, which it says before it confirms.
 */
final class Confirmations implements ConfirmListener, ReturnListener, ShutdownListener {
  private final NavigableMap<Long, UUID> open = new TreeMap<>();
  private final Map<UUID, Reason> refused = new HashMap<>();

  synchronized void expect(long tag, UUID event) {
    open.put(tag, event);
  }

  @Override
  public synchronized void handleAck(long tag, boolean multiple) {
    confirmed(tag, multiple);
  }

  @Override
  public synchronized void handleNack(long tag, boolean multiple) {
    said(tag, multiple).values().forEach(event -> refuse(event, "NACK"));
    confirmed(tag, multiple);
  }

  @Override
  public void handleReturn(
      int code,
      String text,
      String exchange,
      String queue,
      AMQP.BasicProperties properties,
      byte[] body) {
    refuse(UUID.fromString(properties.getMessageId()), text);
  }

  @Override
  public synchronized void shutdownCompleted(ShutdownSignalException signal) {
    open.values().forEach(event -> refuse(event, signal.getClass().getSimpleName()));
    open.clear();
    notifyAll();
  }

  private synchronized void refuse(UUID event, String why) {
    refused.putIfAbsent(event, new TraceReason.TopicRefused(why));
  }

  private void confirmed(long tag, boolean multiple) {
    said(tag, multiple).clear();
    notifyAll();
  }

  private Map<Long, UUID> said(long tag, boolean multiple) {
    return open.subMap(multiple ? 0L : tag, true, tag, true);
  }

  /**
   * Waits until each is confirmed.
   *
   * @return why not, for each in its place; null: it is kept
   */
  synchronized List<@Nullable Reason> await(List<TopicEvent> events, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis();
        !open.isEmpty() && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    open.values().forEach(event -> refuse(event, "TimeoutException"));
    return events.stream().<@Nullable Reason>map(event -> refused.get(event.id())).toList();
  }
}
