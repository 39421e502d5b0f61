package dev.herald.server.fuzz;

import java.util.List;
import java.util.Random;

/** Texts and JSON values that programs stumble over. */
final class NastyText {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "acme",
          "../..",
          "{{a}}",
          "{{#a}}",
          "<script>",
          "'; DROP TABLE message; --",
          "%",
          "a\u0000b",
          "\ud83d",
          "\udc00\ud83d",
          "\ufeff\u200b",
          "用户𠮷",
          "e\u0301\u0301\u0301",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59-18:00",
          "2026-02-30T00:00:00Z",
          "2026-12-01T00:00:00+08:00",
          "107000000d",
          "999999999d999999999h",
          "99999999999999999999",
          "-1",
          "1e999999999",
          "NaN",
          "00000000-0000-0000-0000-000000000001",
          "1-1-1-1-1",
          "a@" + "a".repeat(1_000) + ".example",
          "a@" + "é".repeat(200) + ".example",
          "li@x.example",
          "+8613800138000",
          "+".repeat(300),
          "HTTPS://x.example:99999/",
          "zh-CN",
          "x-y-z-" + "a".repeat(40),
          "((a{1000}){1000}){100}",
          "(".repeat(3_000),
          "a.".repeat(2_000),
          "a".repeat(70_000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999999999",
          "-1e-999999999",
          "1E400",
          "99999999999999999999999999",
          "9".repeat(2_000),
          "[]",
          "{}",
          "[null]",
          "[{}]",
          "[[[[[[[[[[]]]]]]]]]]",
          "{\"\": null}",
          "{\"a\\u0000\": 1}",
          "[".repeat(600) + "]".repeat(600),
          "{\"a\":".repeat(300) + "1" + "}".repeat(300));

  private NastyText() {}

  static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** A value in the place of another, as JSON. */
  static String json(Random random) {
    return random.nextInt(3) == 0
        ? quoted(text(random))
        : VALUES.get(random.nextInt(VALUES.size()));
  }

  /** As JSON, with an escape for all that is not plain. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
