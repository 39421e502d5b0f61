package dev.herald.bench.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.copy.CopyManager;

/** Rows in PostgreSQL's binary form of COPY. */
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int MOST_FIXED = 64;

  private final int columns;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).put(SIGNATURE);

  CopyRows(int columns) {
    this.columns = columns;
  }

  CopyRows row() {
    ensure().putShort((short) columns);
    return this;
  }

  CopyRows uuid(UUID value) {
    ensure()
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  CopyRows number(int value) {
    ensure().putInt(4).putInt(value);
    return this;
  }

  CopyRows time(Instant value) {
    ensure().putInt(8).putLong(ChronoUnit.MICROS.between(EPOCH, value));
    return this;
  }

  CopyRows text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  CopyRows bytes(byte[] value) {
    ensure().putInt(value.length);
    ensure(value.length).put(value);
    return this;
  }

  private ByteBuffer ensure() {
    return ensure(MOST_FIXED);
  }

  private ByteBuffer ensure(int size) {
    if (bytes.remaining() < size) {
      byte[] larger = Arrays.copyOf(bytes.array(), 2 * bytes.capacity() + size);
      bytes = ByteBuffer.wrap(larger).position(bytes.position());
    }
    return bytes;
  }

  /**
   * @param into a table with its columns
   */
  void copy(CopyManager copier, String into) throws SQLException, IOException {
    ensure().putShort((short) -1);
    copier.copyIn(
        "copy " + into + " from stdin (format binary)",
        new ByteArrayInputStream(bytes.array(), 0, bytes.position()),
        1 << 16);
  }
}
