package dev.herald.server.dispatch;

import dev.herald.channel.RateCap;
import dev.herald.server.cap.SharedCap;
import dev.herald.server.cap.SharedCaps;
import java.util.List;
import java.util.UUID;

/** The rate caps of one source in this process. Times are of {@link System#nanoTime()}. */
final class SourceCaps {
  private final List<RateCap> agreed;
  private final List<SharedCap> caps;
  private long lineTail = Long.MIN_VALUE;

  private SourceCaps(List<RateCap> agreed, List<SharedCap> caps) {
    this.agreed = agreed;
    this.caps = caps;
  }

  /**
   * @param lent called when more may go
   */
  static SourceCaps open(
      SharedCaps shared, UUID source, List<RateCap> agreed, UUID holder, Runnable lent) {
    return new SourceCaps(
        agreed, agreed.stream().map(cap -> shared.open(source, cap, holder, lent)).toList());
  }

  boolean are(List<RateCap> others) {
    return agreed.equals(others);
  }

  void retire() {
    caps.forEach(SharedCap::retire);
  }

  void take(long now) {
    caps.forEach(cap -> cap.take(now));
  }

  void unused() {
    caps.forEach(SharedCap::unused);
  }

  void ended(long now) {
    caps.forEach(cap -> cap.ended(now));
  }

  /**
   * @param wanted by all who wait
   * @return when a call may be made; {@link SharedCap#NEVER}: when the ledger lends more
   */
  long earliest(long now, int wanted) {
    long at = now;
    for (SharedCap cap : caps) {
      at = Math.max(at, cap.earliest(now, wanted));
    }
    return at;
  }

  /** How long so many calls take at full use, in nanoseconds. */
  long lasts(int calls) {
    long longest = 0;
    for (SharedCap cap : caps) {
      longest = Math.max(longest, cap.spacing() * calls);
    }
    return longest;
  }

  /**
   * Those that find a cap used up line up behind those who wait, each one permit after the one
   * before. While the ledger has permits, they come soon.
   *
   * @return when it is one's turn
   */
  long lineUp(long now, int waiting, long soon) {
    long turn = now;
    long spacing = 0;
    for (SharedCap cap : caps) {
      long back = cap.comesBack(now);
      if (back > now) {
        turn = Math.max(turn, back);
        spacing = Math.max(spacing, cap.spacing());
      }
    }
    if (turn == now) {
      return now + soon;
    }
    turn = Math.max(lineTail, turn + lasts(waiting));
    lineTail = turn + spacing;
    return turn;
  }
}
