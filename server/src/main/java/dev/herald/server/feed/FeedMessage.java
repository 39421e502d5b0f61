package dev.herald.server.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is handed out.
 *
 * @param id the message's, the same each time it is handed out
 * @param lease by which the consumer says what became of it
 * @param leasedUntil then it is handed out again
 * @param delivery counted from 1
 * @param reference the sender's own name for it
 */
record FeedMessage(
    UUID id,
    UUID lease,
    Instant leasedUntil,
    int delivery,
    String application,
    String node,
    String tenant,
    @Nullable String reference,
    @Nullable String orderingKey,
    Instant acceptedAt,
    FeedContent content) {

  @Override
  public String toString() {
    return "message " + id;
  }
}
