package dev.herald.server.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of an NDJSON body of any length, one at a time. Empty lines are passed over. Not safe
 * for concurrent use.
 */
public final class NdjsonLines {
  private final InputStream body;
  private final int longest;
  private final byte[] read = new byte[65_536];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
  private int next;
  private int end;
  private long number;

  /**
   * @param longest how many bytes of a line are kept
   */
  public NdjsonLines(InputStream body, int longest) {
    this.body = body;
    this.longest = longest;
  }

  /**
   * @param number counted from 1, empty lines included
   * @param json empty when the line is longer than allowed
   */
  public record Line(long number, Optional<byte[]> json) {}

  /** The next line; empty at the end. */
  public Optional<Line> next() throws IOException {
    while (true) {
      line.reset();
      int length = readLine();
      if (length < 0) {
        return Optional.empty();
      }
      number++;
      if (length > longest) {
        return Optional.of(new Line(number, Optional.empty()));
      }
      byte[] json = line.toByteArray();
      if (!isBlank(json)) {
        return Optional.of(new Line(number, Optional.of(json)));
      }
    }
  }

  /** Its length, of which no more than {@code longest} bytes were kept; -1 at the end. */
  private int readLine() throws IOException {
    if (!hasRead()) {
      return -1;
    }
    int length = 0;
    while (hasRead()) {
      int part = lengthOfPart();
      line.write(read, next, Math.min(part, longest - line.size()));
      length = Math.min(length + part, longest + 1);
      next += part;
      if (next < end) {
        next++;
        return length;
      }
    }
    return length;
  }

  private boolean hasRead() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, body.read(read));
    }
    return next < end;
  }

  /** Up to the end of the line, or of what was read. */
  private int lengthOfPart() {
    int at = next;
    while (at < end && read[at] != '\n') {
      at++;
    }
    return at - next;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }
}
