package dev.herald.sandbox.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How often each message id was seen, for millions of ids: about 30 bytes each, no object per id.
 *
 * <p>An id that is no UUID is counted under a UUID made from it. A count stops at 127.
 */
public final class MessageIdCounts {
  private static final int STRIPES = 16;
  private final IdTable[] stripes = new IdTable[STRIPES];

  MessageIdCounts() {
    clear();
  }

  void add(String id) {
    UUID key = key(id);
    stripe(key).add(key.getMostSignificantBits(), key.getLeastSignificantBits());
  }

  void clear() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new IdTable();
    }
  }

  public int of(UUID id) {
    return stripe(id).of(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  public int of(String id) {
    return of(key(id));
  }

  /** How many different ids were seen. */
  public long ids() {
    long ids = 0;
    for (IdTable stripe : stripes) {
      ids += stripe.size();
    }
    return ids;
  }

  /** How many ids were seen how often: {@code {1: 9998, 2: 1}}. */
  public Map<Integer, Long> histogram() {
    Map<Integer, Long> histogram = new TreeMap<>();
    for (IdTable stripe : stripes) {
      stripe.forEachCount(count -> histogram.merge(count, 1L, Long::sum));
    }
    return histogram;
  }

  private IdTable stripe(UUID id) {
    return stripes[(int) (IdTable.mix(id.getLeastSignificantBits()) >>> 60)];
  }

  private static UUID key(String id) {
    if (id.length() == 36) {
      try {
        return UUID.fromString(id);
      } catch (IllegalArgumentException noUuid) {
        return digest(id);
      }
    }
    return digest(id);
  }

  private static UUID digest(String id) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
