package dev.herald.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Counts a text in a stream of bytes, also where it lies across two pieces of it. */
final class Marker {
  private final byte[] text;
  private int matched;
  private long count;

  /**
   * @param text whose first character does not occur in it again
   */
  Marker(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  void look(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      byte next = bytes.get(i);
      if (next == text[matched]) {
        matched++;
        if (matched == text.length) {
          matched = 0;
          count++;
        }
      } else {
        matched = next == text[0] ? 1 : 0;
      }
    }
  }

  long count() {
    return count;
  }
}
