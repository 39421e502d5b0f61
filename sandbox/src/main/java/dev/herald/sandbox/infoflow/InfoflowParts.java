package dev.herald.sandbox.infoflow;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.standin.Json;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** The parts that the body of an Infoflow message is put together from. */
final class InfoflowParts {
  private InfoflowParts() {}

  static String text(JsonNode body) {
    StringJoiner text = new StringJoiner("\n");
    for (JsonNode part : body) {
      text.add(part.path("content").asString(part.path("href").asString("")));
    }
    return text.toString();
  }

  /**
   * @param most bytes of one text
   */
  static boolean fit(JsonNode body, int most) {
    return body.isArray()
        && !body.isEmpty()
        && body.valueStream().allMatch(part -> fits(part, most));
  }

  private static boolean fits(JsonNode part, int most) {
    JsonNode content = part.path("content");
    return switch (part.path("type").asString("")) {
      case "TEXT", "MD" ->
          Json.isText(content) && Signing.bytes(content.stringValue()).length <= most;
      case "LINK" -> Json.isText(part.path("href"));
      case "IMAGE" -> Json.isText(content);
      case "AT" -> !part.path("atuserids").isEmpty() || part.path("atall").asBoolean(false);
      default -> false;
    };
  }
}
