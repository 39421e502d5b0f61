package dev.herald.server.platform.database;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A Bloom filter of blind indexes: says of a key that it is certainly not in a table, or that it
 * may be. An index is a part of an HMAC, so its own bits are as good as any hash of them.
 *
 * <p>Sixteen bits for each key and eight looks: one in a thousand others may be there.
 */
final class KeyFilter {
  private static final int BITS_EACH = 16;
  private static final int LOOKS = 8;
  private static final int LEAST = 1 << 12;
  private static final int MOST = 1 << 26;

  private final AtomicLongArray words;
  private final int capacity;
  private final AtomicInteger added = new AtomicInteger();

  /**
   * @param expected keys; it has room for twice as many
   */
  KeyFilter(long expected) {
    long doubled = Math.max(LEAST, Math.min(MOST, expected * 2));
    this.capacity = (int) doubled;
    this.words = new AtomicLongArray((int) (Long.highestOneBit(doubled * BITS_EACH) >> 5));
  }

  boolean isEmpty() {
    return added.get() == 0;
  }

  boolean isFull() {
    return added.get() >= capacity;
  }

  void add(UUID key) {
    if (mayHave(key)) {
      return;
    }
    for (int look = 0; look < LOOKS; look++) {
      long bit = bit(key, look);
      words.getAndUpdate((int) (bit >>> 6), word -> word | 1L << bit);
    }
    added.incrementAndGet();
  }

  boolean mayHave(UUID key) {
    for (int look = 0; look < LOOKS; look++) {
      long bit = bit(key, look);
      if ((words.get((int) (bit >>> 6)) & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The number of bits is a power of two. */
  private long bit(UUID key, int look) {
    long mixed = key.getMostSignificantBits() + look * key.getLeastSignificantBits();
    return mixed & (words.length() * 64L - 1);
  }
}
