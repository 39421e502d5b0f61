package dev.herald.sandbox.feishu;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** To whom messages went, and who of them has read. */
final class FeishuReads {
  private static final int KEPT = 10_000;

  private final Backing backing;
  private final Map<String, List<String>> receivers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > KEPT;
        }
      };

  FeishuReads(Backing backing) {
    this.backing = backing;
  }

  /** Tells of those who have read, as the event {@code im.message.message_read_v1}. */
  void sent(String id, List<String> to) {
    synchronized (receivers) {
      receivers.put(id, to);
    }
    for (String receiver : read(to)) {
      backing.receipts().send("feishu-app", callback -> event(id, receiver, callback.secret()));
    }
  }

  private Receipt event(String id, String receiver, String encryptKey) {
    ObjectNode header =
        Json.object()
            .put("event_id", UUID.randomUUID().toString())
            .put("event_type", "im.message.message_read_v1");
    ObjectNode reader = Json.object().put("read_time", Long.toString(backing.clock().millis()));
    reader.set("reader_id", Json.object().put("open_id", receiver));
    ObjectNode event = Json.object();
    event.set("reader", reader);
    event.putArray("message_id_list").add(id);
    ObjectNode whole = Json.object().put("schema", "2.0");
    whole.set("header", header);
    String body = whole.set("event", event).toString();
    String timestamp = Long.toString(backing.clock().instant().getEpochSecond());
    String nonce = UUID.randomUUID().toString();
    String signature = Signing.sha256Hex(Signing.bytes(timestamp + nonce + encryptKey + body));
    return Receipt.json(body)
        .with(
            Map.of(
                "X-Lark-Request-Timestamp", timestamp,
                "X-Lark-Request-Nonce", nonce,
                "X-Lark-Signature", signature));
  }

  /** Whoever is unknown fails alone, and is named. */
  Verdict batch(HttpCall call) {
    Batch batch = Batch.of(call.to(), FeishuCodes.CODES::refusalOf);
    String id = "bm-" + UUID.randomUUID().toString().replace("-", "");
    ObjectNode data = Json.object().put("message_id", id);
    for (String kind : List.of("open_ids", "user_ids", "union_ids", "department_ids")) {
      ArrayNode invalid = data.putArray("invalid_" + kind);
      call.in().texts("/" + kind).stream()
          .filter(batch.refused()::containsKey)
          .forEach(invalid::add);
    }
    sent(id, batch.served());
    return batch.verdict("0", FeishuCodes.ok(data));
  }

  Reply readers(String id) {
    ObjectNode data = Json.object().put("has_more", false);
    ArrayNode items = data.putArray("items");
    for (String receiver : read(of(id))) {
      items
          .addObject()
          .put("user_id_type", "open_id")
          .put("user_id", receiver)
          .put("timestamp", Long.toString(backing.clock().millis()));
    }
    return FeishuCodes.ok(data);
  }

  Reply progress(String id) {
    int all = of(id).size();
    ObjectNode progress =
        Json.object()
            .put("valid_user_ids_count", all)
            .put("success_user_ids_count", all)
            .put("read_user_ids_count", read(of(id)).size());
    return FeishuCodes.ok(Json.object().set("batch_message_send_progress", progress));
  }

  Reply readUser(String id) {
    ObjectNode read =
        Json.object()
            .put("read_count", Integer.toString(read(of(id)).size()))
            .put("total_count", Integer.toString(of(id).size()));
    return FeishuCodes.ok(Json.object().set("read_user", read));
  }

  private List<String> of(String id) {
    synchronized (receivers) {
      return receivers.getOrDefault(id, List.of());
    }
  }

  private static List<String> read(List<String> to) {
    return to.stream()
        .filter(each -> Fate.of(each) == Fate.READ)
        .collect(Collectors.toUnmodifiableList());
  }
}
