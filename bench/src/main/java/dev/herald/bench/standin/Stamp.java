package dev.herald.bench.standin;

import java.util.function.LongConsumer;

/**
 * The time of submission inside a message's text, {@code [t:1795305600123456]}: the message itself
 * carries it to the provider, so that nobody's books are needed to tell how long it took.
 */
public final class Stamp {
  private static final byte[] OPENING = {'[', 't', ':'};

  private Stamp() {}

  public static String of(long micros) {
    return "[t:" + micros + "]";
  }

  /** The first stamp in the first {@code length} bytes; 0 when there is none. */
  public static long in(byte[] body, int length) {
    int at = next(body, 0, length);
    return at < 0 ? 0 : digits(body, at, length);
  }

  /** All stamps in the first {@code length} bytes. */
  public static void each(byte[] body, int length, LongConsumer told) {
    for (int at = next(body, 0, length); at >= 0; at = next(body, at, length)) {
      told.accept(digits(body, at, length));
    }
  }

  /** Where the digits of the next stamp begin; negative: there is no more. */
  private static int next(byte[] body, int from, int length) {
    for (int i = from; i + OPENING.length < length; i++) {
      if (body[i] == OPENING[0] && body[i + 1] == OPENING[1] && body[i + 2] == OPENING[2]) {
        return i + OPENING.length;
      }
    }
    return -1;
  }

  private static long digits(byte[] body, int from, int length) {
    long value = 0;
    for (int i = from; i < length && body[i] >= '0' && body[i] <= '9'; i++) {
      value = value * 10 + body[i] - '0';
    }
    return value;
  }
}
