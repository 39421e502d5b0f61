package dev.herald.client.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken from a feed.
 *
 * @param id the same each time that it is handed out: what to know a repeat by
 * @param lease by which the feed is told what became of it
 * @param leasedUntil then it is handed out again
 * @param delivery counted from 1
 * @param reference the sender's own name for it; null when it has none
 * @param orderingKey null when it is in no order
 * @param content what it says, as plain values: {@code format}, and of a payload {@code type} and
 *     {@code json}
 */
public record FeedMessage(
    UUID id,
    UUID lease,
    Instant leasedUntil,
    int delivery,
    String node,
    String tenant,
    @Nullable String reference,
    @Nullable String orderingKey,
    Map<?, ?> content) {

  /** The payload's; empty when it is none. */
  public Map<?, ?> json() {
    return content.get("json") instanceof Map<?, ?> json ? json : Map.of();
  }

  static FeedMessage read(Map<?, ?> answer) {
    return new FeedMessage(
        UUID.fromString(text(answer, "id")),
        UUID.fromString(text(answer, "lease")),
        OffsetDateTime.parse(text(answer, "leasedUntil")).toInstant(),
        answer.get("delivery") instanceof Number number ? number.intValue() : 1,
        text(answer, "node"),
        text(answer, "tenant"),
        answer.get("reference") instanceof String reference ? reference : null,
        answer.get("orderingKey") instanceof String key ? key : null,
        answer.get("content") instanceof Map<?, ?> content ? content : Map.of());
  }

  private static String text(Map<?, ?> answer, String name) {
    if (answer.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the answer has no '%s'".formatted(name));
  }

  /** Without what it says. */
  @Override
  public String toString() {
    return "FeedMessage[id=%s, delivery=%d]".formatted(id, delivery);
  }
}
