package dev.herald.server.upload;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** The bytes of a file, a part in memory at a time. */
final class PartStream extends InputStream {
  private final IntFunction<Optional<byte[]>> parts;
  private byte[] part = new byte[0];
  private int number;
  private int next;
  private boolean over;

  PartStream(IntFunction<Optional<byte[]>> parts) {
    this.parts = parts;
  }

  @Override
  public int read() {
    return hasNext() ? Byte.toUnsignedInt(part[next++]) : -1;
  }

  @Override
  public int read(byte[] to, int offset, int most) {
    if (most == 0) {
      return 0;
    }
    if (!hasNext()) {
      return -1;
    }
    int length = Math.min(most, part.length - next);
    System.arraycopy(part, next, to, offset, length);
    next += length;
    return length;
  }

  private boolean hasNext() {
    while (next == part.length && !over) {
      Optional<byte[]> following = parts.apply(number);
      number++;
      next = 0;
      part = following.orElse(new byte[0]);
      over = following.isEmpty();
    }
    return !over;
  }
}
