package dev.herald.client;

import java.util.List;
import java.util.UUID;

/**
 * The answer to an accepted submission: all its messages are durable.
 *
 * @param request the submission's id
 * @param messages one for each recipient and channel
 */
public record Accepted(UUID request, List<Line> messages) {
  public Accepted {
    messages = List.copyOf(messages);
  }

  /**
   * @param destination masked
   * @param duplicate whether the message existed before, within its node's dedup window, or
   *     duplicates an earlier entry of the same call
   */
  public record Line(
      UUID id, String channel, String destination, MessageState state, boolean duplicate) {

    private static Line read(JsonObject json) {
      return new Line(
          json.id("id"),
          json.text("channel", ""),
          json.text("destination", ""),
          json.state("state"),
          json.flag("duplicate"));
    }
  }

  static Accepted read(JsonObject json) {
    return new Accepted(json.id("request"), json.objects("messages", Line::read));
  }
}
