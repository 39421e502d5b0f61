package dev.herald.server.queue.rocketmq;

import dev.herald.server.queue.QueueRecord;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;

/** Reads a message as a record. */
final class TopicRecords {
  /** As the CloudEvents SDK for RocketMQ names it. */
  static final String EVENT_CONTENT_TYPE = "ce_contenttype";

  private TopicRecords() {}

  /** Its identity is what the producer's client gave it, and keeps when it sends again. */
  static QueueRecord record(MessageExt message) {
    String position =
        "%s/%s/%d/%d"
            .formatted(
                message.getTopic(),
                message.getBrokerName(),
                message.getQueueId(),
                message.getQueueOffset());
    byte[] body = message.getBody();
    return new QueueRecord(
        position, message.getMsgId(), headers(message), body == null ? new byte[0] : body);
  }

  /** The properties that are the sender's own. */
  private static Map<String, String> headers(MessageExt message) {
    Map<String, String> headers = new HashMap<>();
    message
        .getProperties()
        .forEach((name, value) -> {
          if (value != null && !MessageConst.STRING_HASH_SET.contains(name)) {
            headers.put(name.toLowerCase(Locale.ROOT), value);
          }
        });
    String type = headers.get(EVENT_CONTENT_TYPE);
    if (type != null) {
      headers.putIfAbsent("content-type", type);
    }
    return headers;
  }
}
