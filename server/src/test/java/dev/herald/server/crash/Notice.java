package dev.herald.server.crash;

import java.util.List;

/**
 * A vesting notice for one employee by one channel: six of ten by email, four by SMS, now and then
 * one by a group robot.
 *
 * @param number which of the burst
 */
record Notice(int number) {
  private static final List<String> ROBOTS = List.of("dingtalk", "feishu", "wecom", "infoflow");
  private static final int ROBOT_EVERY = 250;

  String idempotencyKey() {
    return "vesting-" + number;
  }

  String json() {
    return """
    {"node": "grant.vested", "tenant": "%s", "channels": ["%s"], "to": [%s],
     "data": {"name": "Employee %d", "grant": "G-2026", "shares": %d, "price": 1.5,
              "currency": "CNY", "vestedOn": "2026-11-01"}}
    """
        .formatted(tenant(), channel(), to(), number, number + 1);
  }

  private boolean chinese() {
    return number % 2 == 0;
  }

  private String tenant() {
    return chinese() ? "hengtong" : "northwind";
  }

  private String channel() {
    if (number % ROBOT_EVERY == 0 || number % ROBOT_EVERY == 1) {
      return ROBOTS.get(number / ROBOT_EVERY % ROBOTS.size());
    }
    return number % 10 < 6 ? "email" : "sms";
  }

  private String to() {
    return switch (channel()) {
      case "email" -> "{\"email\": \"employee%d@%s.example\"}".formatted(number, tenant());
      case "sms" ->
          "{\"phone\": \"%s\"}"
              .formatted((chinese() ? "+86138%08d" : "+1202555%04d").formatted(number));
      default -> "{\"recipient\": \"%s\"}".formatted(chinese() ? "E1001" : "N1001");
    };
  }
}
