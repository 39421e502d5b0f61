package dev.herald.bench.standin;

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

  /** The stamp in the first {@code length} bytes; 0 when there is none. */
  public static long in(byte[] body, int length) {
    for (int i = 0; i + OPENING.length < length; i++) {
      if (body[i] == OPENING[0] && body[i + 1] == OPENING[1] && body[i + 2] == OPENING[2]) {
        return digits(body, i + OPENING.length, length);
      }
    }
    return 0;
  }

  private static long digits(byte[] body, int from, int length) {
    long value = 0;
    for (int i = from; i < length && body[i] >= '0' && body[i] <= '9'; i++) {
      value = value * 10 + body[i] - '0';
    }
    return value;
  }
}
