package dev.herald.sandbox;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Finds the readable words in Feishu's structured messages. */
final class FeishuText {
  private FeishuText() {}

  /** {@code post} holds one version of the message for each locale. */
  static JsonNode firstLocale(JsonNode post) {
    return post.isObject() && !post.isEmpty() ? post.iterator().next() : post;
  }

  /** One line of text for each paragraph. */
  static String ofPost(JsonNode version) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode paragraph : version.path("content")) {
      StringBuilder line = new StringBuilder();
      paragraph.forEach(element -> line.append(element.path("text").asString("")));
      lines.add(line);
    }
    return lines.toString();
  }

  /** The text of the card's elements, whichever generation of cards it is. */
  static String ofCard(JsonNode card) {
    StringJoiner lines = new StringJoiner("\n");
    JsonNode elements = card.has("elements") ? card.path("elements") : card.at("/body/elements");
    for (JsonNode element : elements) {
      String content = Json.text(element.path("content"));
      lines.add(content == null ? element.at("/text/content").asString("") : content);
    }
    return lines.toString();
  }
}
