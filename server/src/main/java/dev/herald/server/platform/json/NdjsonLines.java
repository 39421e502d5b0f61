package dev.herald.server.platform.json;

import dev.herald.server.platform.BodyAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an NDJSON body of any length, one at a time. Empty lines are passed over. Not safe
 * for concurrent use.
 *
 * <p>What is kept of a line takes memory of the body's account as it comes. A line that does not
 * come, or has no end, ends the reading.
 */
public final class NdjsonLines {
  /** How much of a line without an end is read before the rest of the body is left. */
  private static final long LONGEST_SKIPPED = 16 << 20;

  private final InputStream body;
  private final BodyAccount account;
  private final int longest;
  private final byte[] read = new byte[8_192];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
  private final List<BodyAccount.Taken> taken = new ArrayList<>();
  private int next;
  private int end;
  private long number;
  private long waitedNanos;
  private boolean over;

  /**
   * @param longest how many bytes of a line are kept
   */
  public NdjsonLines(InputStream body, BodyAccount account, int longest) {
    this.body = body;
    this.account = account;
    this.longest = longest;
    account.comesInLines();
  }

  /**
   * @param number counted from 1, empty lines included
   * @param json empty when the line is longer than allowed
   * @param memory to be given back when the line is done with
   */
  public record Line(long number, Optional<byte[]> json, BodyAccount.Taken memory) {}

  /** Of the line that was read last, or was to be. */
  public long number() {
    return number;
  }

  /**
   * The next line; empty at the end.
   *
   * @throws RequestProblem.Unavailable when there is no memory for it
   * @throws RequestProblem.TooSlow when it has begun and does not come
   */
  public Optional<Line> next() throws IOException {
    while (!over) {
      line.reset();
      number++;
      long length = readOrGiveBack();
      if (length < 0) {
        break;
      }
      if (length > longest) {
        handOver().close();
        return Optional.of(new Line(number, Optional.empty(), () -> {}));
      }
      byte[] json = line.toByteArray();
      if (!isBlank(json)) {
        return Optional.of(new Line(number, Optional.of(json), handOver()));
      }
      handOver().close();
    }
    return Optional.empty();
  }

  private BodyAccount.Taken handOver() {
    List<BodyAccount.Taken> parts = List.copyOf(taken);
    taken.clear();
    return () -> parts.forEach(BodyAccount.Taken::close);
  }

  private long readOrGiveBack() throws IOException {
    try {
      return readLine();
    } catch (IOException | RuntimeException failed) {
      over = true;
      handOver().close();
      throw failed;
    }
  }

  /** Its length, of which no more than {@code longest} bytes were kept; -1 at the end. */
  private long readLine() throws IOException {
    waitedNanos = 0;
    if (!hasRead()) {
      over = true;
      return -1;
    }
    long length = 0;
    while (length <= LONGEST_SKIPPED) {
      int part = lengthOfPart();
      keep(part);
      length += part;
      next += part;
      if (next < end) {
        next++;
        return length;
      }
      if (!hasMore(length)) {
        return length;
      }
    }
    over = true;
    return length;
  }

  private void keep(int part) {
    int kept = Math.min(part, longest - line.size());
    if (kept > 0) {
      taken.add(account.take(kept));
      line.write(read, next, kept);
    }
  }

  /** Of a line that has begun. */
  private boolean hasMore(long length) throws IOException {
    long begun = System.nanoTime();
    boolean more = hasRead();
    waitedNanos += System.nanoTime() - begun;
    account.waited(waitedNanos, length);
    return more;
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
