package dev.herald.sandbox.chat;

import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.standin.Json;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Finds the readable words in Slack's messages. Blocks of a form are a JSON text. */
final class SlackText {
  private SlackText() {}

  static boolean isThere(JsonNode message) {
    return Json.isText(message.path("text"))
        || !tree(message.path("blocks")).isEmpty()
        || !tree(message.path("attachments")).isEmpty();
  }

  static ReceivedContent of(JsonNode message) {
    JsonNode attachment = tree(message.path("attachments")).path(0);
    StringJoiner text = new StringJoiner("\n").setEmptyValue("");
    add(text, message.path("text"));
    add(text, attachment.path("text"));
    blocks(text, tree(message.path("blocks")));
    blocks(text, attachment.path("blocks"));
    return new ReceivedContent(Json.text(attachment.path("title")), text.toString(), null);
  }

  static JsonNode tree(JsonNode node) {
    return node.isString() ? Json.read(node.asString("")) : node;
  }

  private static void blocks(StringJoiner text, JsonNode blocks) {
    for (JsonNode block : blocks) {
      add(text, block.at("/text/text"));
    }
  }

  private static void add(StringJoiner text, JsonNode part) {
    if (Json.isText(part)) {
      text.add(part.stringValue());
    }
  }
}
