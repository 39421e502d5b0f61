package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason as it was stored: equal when code and parameters are, whatever wrote it. One of a newer
 * version of Herald is read as well as any.
 *
 * @param parameters times as ISO 8601 texts, reasons as stored ones
 */
public record StoredReason(String code, Map<String, @Nullable Object> parameters)
    implements Reason {

  public static StoredReason of(Reason reason) {
    if (reason instanceof StoredReason stored) {
      return stored;
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    reason.parameters().forEach((name, value) -> parameters.put(name, stored(value)));
    return new StoredReason(reason.code(), parameters);
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case Reason reason -> of(reason);
      case Instant time -> time.toString();
      case null, default -> value;
    };
  }
}
