package dev.herald.server.queue.kafka;

import dev.herald.server.queue.QueueRecord;
import dev.herald.server.queue.Receiver;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** Hands polls on, and commits what was done with; the rest is polled again after a pause. */
record TopicListener(Receiver receiver)
    implements BatchAcknowledgingMessageListener<byte[], byte[]> {

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> poll, @Nullable Acknowledgment acknowledgment) {
    if (acknowledgment == null) {
      throw new IllegalStateException("offsets are committed by hand");
    }
    Receiver.Progress progress = receiver.take(poll.stream().map(TopicListener::record).toList());
    if (progress.done() == poll.size()) {
      acknowledgment.acknowledge();
    } else {
      acknowledgment.nack(progress.done(), progress.pause());
    }
  }

  /** The time tells a record from one at the same place of a topic that was made anew. */
  static QueueRecord record(ConsumerRecord<byte[], byte[]> record) {
    String position = "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
    byte[] body = record.value();
    return new QueueRecord(
        position,
        position + "/" + record.timestamp(),
        headers(record),
        body == null ? new byte[0] : body);
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      if (value != null) {
        headers.put(
            header.key().toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8));
      }
    }
    return headers;
  }
}
