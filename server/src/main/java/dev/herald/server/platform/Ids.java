package dev.herald.server.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** UUIDv7: sortable by the time they were made, so that ids can bound a range of time. */
public final class Ids {
  private static final UUID NONE = new UUID(0, 0);
  private static final long VERSION = 0x7000;
  private static final long RANDOM = 0xfff;
  private static final long VARIANT = Long.MIN_VALUE;

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /**
   * The id of something that has a name, equal for equal times and names: a UUIDv7 whose random
   * bits are of the name's SHA-256, the last of the first twelve always 1.
   */
  public static UUID named(Instant madeAt, String name) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (madeAt.toEpochMilli() << 16) | VERSION | (digest.getLong() & RANDOM) | 1;
      return new UUID(high, (digest.getLong() & (-1L >>> 2)) | VARIANT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** As {@link #named}, and before those of every other name of this millisecond. */
  public static UUID namedFirst(Instant madeAt, String name) {
    UUID id = named(madeAt, name);
    return new UUID(id.getMostSignificantBits() & ~RANDOM, id.getLeastSignificantBits());
  }

  /** The smallest id that can have been made at this millisecond; before 1970 none was. */
  public static UUID first(Instant instant) {
    return instant.isBefore(Instant.EPOCH) ? NONE : UuidCreator.getTimeOrderedEpochMin(instant);
  }

  public static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
