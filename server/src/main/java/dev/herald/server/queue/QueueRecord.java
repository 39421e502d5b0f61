package dev.herald.server.queue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it came.
 *
 * @param position where it stands, for people
 * @param identity equal only when the same record comes again; null: the broker has none for it
 * @param headers by name in lower case
 */
public record QueueRecord(
    String position, @Nullable String identity, Map<String, String> headers, byte[] body) {
  public QueueRecord {
    headers = Map.copyOf(headers);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }
}
