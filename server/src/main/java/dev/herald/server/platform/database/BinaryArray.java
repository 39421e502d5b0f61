package dev.herald.server.platform.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * An array of one dimension as PostgreSQL sends and takes it: how many dimensions, whether any
 * element is null, the elements' type, length and lower bound, then each element with its length.
 */
final class BinaryArray {
  private static final long EPOCH_SECONDS = 946_684_800; // 2000-01-01 UTC
  private static final int NULLS = 4;
  private static final int TYPICAL_ELEMENT = 24;
  private static final int LARGEST_FIXED = 20;

  private ByteBuffer bytes;

  /**
   * @param type the elements' object id
   */
  BinaryArray(int type, int length) {
    bytes = ByteBuffer.allocate(20 + length * TYPICAL_ELEMENT);
    bytes.putInt(length == 0 ? 0 : 1).putInt(0).putInt(type);
    if (length > 0) {
      bytes.putInt(length).putInt(1);
    }
  }

  void nothing() {
    bytes.putInt(NULLS, 1);
    ensure(LARGEST_FIXED).putInt(-1);
  }

  void uuid(UUID value) {
    ensure(LARGEST_FIXED)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
  }

  void number(int value) {
    ensure(LARGEST_FIXED).putInt(4).putInt(value);
  }

  void time(Instant value) {
    ensure(LARGEST_FIXED)
        .putInt(8)
        .putLong((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] value) {
    ensure(4 + value.length).putInt(value.length).put(value);
  }

  private ByteBuffer ensure(int size) {
    if (bytes.remaining() < size) {
      bytes =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * bytes.capacity() + size))
              .position(bytes.position());
    }
    return bytes;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
