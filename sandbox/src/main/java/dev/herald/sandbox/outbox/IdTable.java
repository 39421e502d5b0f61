package dev.herald.sandbox.outbox;

import java.util.function.IntConsumer;

/** Counts 128-bit ids in open-addressed arrays that double before they are three quarters full. */
final class IdTable {
  private long[] ids = new long[2 * 64];
  private byte[] counts = new byte[64];
  private int size;

  synchronized void add(long high, long low) {
    if (size * 4 >= counts.length * 3) {
      grow();
    }
    int slot = slot(high, low);
    if (counts[slot] == 0) {
      put(slot, high, low, (byte) 0);
    }
    counts[slot] += (byte) (counts[slot] == Byte.MAX_VALUE ? 0 : 1);
  }

  synchronized int of(long high, long low) {
    return counts[slot(high, low)];
  }

  synchronized int size() {
    return size;
  }

  synchronized void forEachCount(IntConsumer consumer) {
    for (byte count : counts) {
      if (count > 0) {
        consumer.accept(count);
      }
    }
  }

  /** Spreads ids that differ in few bits, as those made in one millisecond do. */
  static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    return mixed ^ (mixed >>> 33);
  }

  private void put(int slot, long high, long low, byte count) {
    ids[2 * slot] = high;
    ids[2 * slot + 1] = low;
    counts[slot] = count;
    size++;
  }

  /** Where the id is, or where it belongs. */
  private int slot(long high, long low) {
    int mask = counts.length - 1;
    int slot = (int) mix(high * 31 + low) & mask;
    while (counts[slot] != 0 && (ids[2 * slot] != high || ids[2 * slot + 1] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldIds = ids;
    byte[] oldCounts = counts;
    ids = new long[oldIds.length * 2];
    counts = new byte[oldCounts.length * 2];
    size = 0;
    for (int old = 0; old < oldCounts.length; old++) {
      if (oldCounts[old] > 0) {
        long high = oldIds[2 * old];
        long low = oldIds[2 * old + 1];
        put(slot(high, low), high, low, oldCounts[old]);
      }
    }
  }
}
