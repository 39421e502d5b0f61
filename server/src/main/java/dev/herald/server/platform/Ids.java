package dev.herald.server.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/** UUIDv7: sortable by the time they were made, so that ids can bound a range of time. */
public final class Ids {
  private static final UUID NONE = new UUID(0, 0);

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /** The smallest id that can have been made at this millisecond; before 1970 none was. */
  public static UUID first(Instant instant) {
    return instant.isBefore(Instant.EPOCH) ? NONE : UuidCreator.getTimeOrderedEpochMin(instant);
  }

  public static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
