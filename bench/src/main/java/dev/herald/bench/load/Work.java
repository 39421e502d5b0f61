package dev.herald.bench.load;

import dev.herald.bench.process.Micros;
import dev.herald.bench.report.Distribution;
import java.util.Arrays;
import java.util.Optional;

/** Gives the messages of an order out to connections, and keeps count of what came of them. */
final class Work {
  private final Order order;
  private final Requests requests;
  private final long start = Micros.now();
  private long[] times = new long[1024];
  private int answers;
  private int given;
  private long accepted;
  private long refused;
  private String refusal = "";

  /**
   * One request.
   *
   * @param due when it should leave
   */
  record Piece(byte[] bytes, int messages, long due) {}

  Work(Order order) {
    this.order = order;
    this.requests = new Requests(order);
  }

  /** The next request, if one is due. */
  Optional<Piece> next(long now) {
    long due = due();
    if (given == order.messages() || due > now) {
      return Optional.empty();
    }
    int count = Math.min(order.pace().perRequest(), order.messages() - given);
    long stamp = order.pace().perSecond() == 0 ? now : due;
    Piece piece = new Piece(requests.request(given, count, stamp), count, stamp);
    given += count;
    return Optional.of(piece);
  }

  /** When the next request is due; in the past when nothing has to be waited for. */
  long due() {
    int perSecond = order.pace().perSecond();
    return perSecond == 0 ? start : start + given * 1_000_000L / perSecond;
  }

  void answered(Piece piece, long taken, String answer, long now) {
    accepted += taken;
    refused += piece.messages - taken;
    if (taken < piece.messages && refusal.isEmpty()) {
      refusal = answer;
    }
    if (answers == times.length) {
      times = Arrays.copyOf(times, answers * 2);
    }
    times[answers++] = now - piece.due;
  }

  boolean isDone() {
    return accepted + refused == order.messages();
  }

  Outcome outcome() {
    return new Outcome(
        accepted,
        refused,
        refusal,
        start,
        Micros.now(),
        Distribution.ofMicros(Arrays.copyOf(times, answers)));
  }
}
