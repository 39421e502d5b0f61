package dev.herald.channel;

import java.util.UUID;

/**
 * One message to one destination, ready to be sent.
 *
 * @param id a UUIDv7, the same on every attempt, for providers that deduplicate
 * @param attempt counted from 1
 */
public record Message(
    UUID id,
    int attempt,
    Channel channel,
    Source source,
    Content content,
    Destination destination) {

  @Override
  public String toString() {
    return "message %s by %s to %s".formatted(id, source, destination);
  }
}
