package dev.herald.bench.straight;

import dev.herald.server.platform.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that came in.
 *
 * @param key under which a repeat of its submission would be known
 * @param body the submission
 * @param answer what its caller is told, in JSON
 */
record Notice(
    UUID id,
    UUID requestId,
    String key,
    byte[] body,
    String phone,
    Map<String, Object> data,
    String answer) {
  private static final String CHANNEL = "SMS";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ObjectReader SUBMITTED = JSON.readerFor(Submitted.class);
  private static final ObjectWriter ACKNOWLEDGED = JSON.writerFor(Acknowledged.class);
  private static final ObjectWriter CONTEXT = JSON.writerFor(Context.class);

  private record Recipient(String phone) {}

  private record Submitted(
      String node,
      String tenant,
      @Nullable String idempotencyKey,
      List<Recipient> to,
      Map<String, Object> data) {}

  private record Line(
      UUID id, String channel, String destination, String state, boolean duplicate) {}

  private record Acknowledged(UUID request, List<Line> messages) {}

  private record Context(
      String channel, String destination, Map<String, Object> data, String locale, String zone) {}

  /**
   * Reads a submission to one recipient.
   *
   * @param key its request's; null: the JSON has it
   */
  static Notice parse(byte[] body, @Nullable String key) {
    Submitted submitted = SUBMITTED.readValue(body);
    String known = key == null ? submitted.idempotencyKey : key;
    if (known == null || submitted.to.size() != 1) {
      throw new IllegalArgumentException("a key and one recipient are expected");
    }
    UUID id = Ids.next();
    UUID requestId = Ids.next();
    String phone = submitted.to.getFirst().phone;
    Line line = new Line(id, CHANNEL, masked(phone), "PENDING", false);
    String answer = ACKNOWLEDGED.writeValueAsString(new Acknowledged(requestId, List.of(line)));
    return new Notice(id, requestId, known, body, phone, submitted.data, answer);
  }

  private static String masked(String phone) {
    return phone.substring(0, 6) + "****" + phone.substring(phone.length() - 4);
  }

  /** What is kept sealed, to make the message from. */
  byte[] context() {
    return CONTEXT.writeValueAsBytes(new Context(CHANNEL, phone, data, "zh-CN", "Asia/Shanghai"));
  }

  /** The same sentence that the bench's template makes. */
  String text() {
    return data.get("name")
        + "，您在授予 "
        + data.get("grant")
        + " 下的 "
        + data.get("shares")
        + " 股已于 "
        + data.get("vestedOn")
        + " 归属，行权价 "
        + data.get("price")
        + "。"
        + data.get("stamp");
  }
}
