package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.herald.server.queue.QueueRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a delivery as a record. */
final class Deliveries {
  /** Before the name of a CloudEvent's attribute, as the binding to AMQP has it. */
  private static final List<String> EVENT_PREFIXES = List.of("cloudevents:", "cloudevents_");

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private Deliveries() {}

  /** Its identity is the publisher's own: a queue numbers nothing. */
  static QueueRecord record(String queue, Delivery delivery) {
    AMQP.BasicProperties properties = delivery.getProperties();
    String id = properties.getMessageId();
    String identity = id == null || id.isBlank() ? null : id;
    return new QueueRecord(
        position(queue, identity, delivery.getEnvelope().isRedeliver()),
        identity,
        headers(properties),
        delivery.getBody());
  }

  private static String position(String queue, @Nullable String id, boolean again) {
    return queue
        + (id == null ? ", no message-id" : "/" + CONTROLS.matcher(id).replaceAll("?"))
        + (again ? ", redelivered" : "");
  }

  private static Map<String, String> headers(AMQP.BasicProperties properties) {
    Map<String, String> headers = new HashMap<>();
    Map<String, Object> sent = properties.getHeaders();
    if (sent != null) {
      sent.forEach((name, value) -> {
        if (value != null) {
          headers.put(name(name), text(value));
        }
      });
    }
    if (properties.getContentType() != null) {
      headers.put("content-type", properties.getContentType());
    }
    return headers;
  }

  private static String name(String sent) {
    String name = sent.toLowerCase(Locale.ROOT);
    return EVENT_PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> "ce_" + name.substring(prefix.length()))
        .orElse(name);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value.toString();
  }
}
