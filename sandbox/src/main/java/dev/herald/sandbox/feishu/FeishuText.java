package dev.herald.sandbox.feishu;

import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.standin.Json;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Finds the readable words in Feishu's structured messages. */
final class FeishuText {
  private FeishuText() {}

  /**
   * @param card missing where the content itself is the card
   */
  static ReceivedContent of(JsonNode content, JsonNode card) {
    JsonNode shown = content.has("elements") || content.has("body") ? content : card;
    if (shown.isObject()) {
      return new ReceivedContent(Json.text(shown.at("/header/title/content")), ofCard(shown), null);
    }
    JsonNode post = firstLocale(content.has("post") ? content.path("post") : content);
    String text = Json.text(content.path("text"));
    return new ReceivedContent(
        Json.text(post.path("title")), text == null ? ofPost(post) : text, null);
  }

  /** {@code post} holds one version of the message for each locale. */
  private static JsonNode firstLocale(JsonNode post) {
    return post.isObject() && !post.isEmpty() ? post.iterator().next() : post;
  }

  /** One line of text for each paragraph. */
  private static String ofPost(JsonNode version) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode paragraph : version.path("content")) {
      StringBuilder line = new StringBuilder();
      paragraph.forEach(element -> line.append(element.path("text").asString("")));
      lines.add(line);
    }
    return lines.toString();
  }

  /** The text of the card's elements, whichever generation of cards it is. */
  private static String ofCard(JsonNode card) {
    StringJoiner lines = new StringJoiner("\n");
    JsonNode elements = card.has("elements") ? card.path("elements") : card.at("/body/elements");
    for (JsonNode element : elements) {
      String content = Json.text(element.path("content"));
      lines.add(content == null ? element.at("/text/content").asString("") : content);
    }
    return lines.toString();
  }
}
