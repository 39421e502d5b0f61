package dev.herald.cli;

import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The vesting notices of a demo, one for each employee, for the nodes and tenants of {@code
 * examples/esop.yaml}.
 *
 * @param count how many there are
 */
record Notices(int count) {
  /** What group robots may send together within a minute, with room to spare. */
  private static final int MOST_PER_CHAT = 60;

  private static final List<String> CHATS = List.of("dingtalk", "feishu", "wecom", "infoflow");
  private static final List<String> FAMILY = List.of("张", "王", "李", "赵", "陈", "杨", "周", "吴");
  private static final List<String> GIVEN = List.of("伟", "芳", "娜", "敏", "静", "磊", "洋", "艳");
  private static final List<String> FIRST = List.of("Alex", "Sam", "Jordan", "Robin", "Kim", "Lee");
  private static final List<String> LAST = List.of("Smith", "Garcia", "Brown", "Miller", "Davis");
  private static final LocalDate VESTED = LocalDate.of(2026, 11, 20);

  /** Of ten notices outside the chats six go by email and four by SMS. */
  String channel(int index) {
    int perChat = Math.min(MOST_PER_CHAT, count / 100);
    int chat = perChat == 0 ? CHATS.size() : index / perChat;
    return chat < CHATS.size() ? CHATS.get(chat) : index % 10 < 6 ? "email" : "sms";
  }

  /** A submission's body. */
  JsonNode get(int index) {
    boolean chinese = index / 10 % 2 == 0;
    ObjectNode body =
        JsonMapper.shared()
            .createObjectNode()
            .put("node", "grant.vested")
            .put("tenant", chinese ? "hengtong" : "northwind");
    body.putArray("channels").add(channel(index));
    body.putArray("to").add(addresses(index, chinese));
    body.set("data", data(index, chinese));
    return body;
  }

  private static ObjectNode addresses(int index, boolean chinese) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("email", "e%05d@%s.example".formatted(index, chinese ? "hengtong" : "northwind"))
        .put("phone", "+86138%08d".formatted(10_000_000 + index));
  }

  private static ObjectNode data(int index, boolean chinese) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("name", chinese ? pick(FAMILY, index) + pick(GIVEN, index / 8) : english(index))
        .put("grant", "ESOP-2024-%05d".formatted(index))
        .put("shares", 100 + index % 400 * 25)
        .put("price", chinese ? 12.5 : 1.75)
        .put("currency", chinese ? "CNY" : "USD")
        .put("vestedOn", VESTED.toString())
        .put("link", "https://esop.example/grants/%05d".formatted(index));
  }

  private static String english(int index) {
    return pick(FIRST, index) + " " + pick(LAST, index / 6);
  }

  private static String pick(List<String> names, int index) {
    return names.get(index % names.size());
  }
}
