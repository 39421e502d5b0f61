package dev.herald.server.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one destination takes of a source: its calls under way, how many it may have, and those who
 * wait for one, each tenant in its turn. It may have more while it answers quickly or nobody else
 * has use for them, fewer while it is slow, and soon one while nothing comes back. Kept by the
 * limiter's lock; times are of {@link System#nanoTime()}.
 */
final class TargetLoad {
  private static final long QUICK = Duration.ofSeconds(1).toNanos();
  private static final long SHORTEST = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_TURN = Duration.ofMinutes(1).toNanos();

  private final int first;
  private final int most;
  private final CallQueue waiting = new CallQueue();
  private int limit;
  private int underWay;
  private boolean answers;
  private long took = QUICK;
  private long restsUntil;
  private long tail;

  /**
   * @param first how many calls at once before anything is known of it
   * @param now of when it is first seen
   */
  TargetLoad(int first, int most, long now) {
    this.first = first;
    this.most = most;
    this.limit = first;
    this.restsUntil = now;
    this.tail = now;
  }

  int underWay() {
    return underWay;
  }

  /**
   * How many more calls it may have.
   *
   * @param share how many one destination may have of the source's calls now
   * @param idle whether most of the source's calls are nobody's: then one that answers, if slowly,
   *     may have more than its limit
   */
  int free(int share, boolean idle) {
    return (idle && answers ? share : Math.min(limit, share)) - underWay;
  }

  boolean rests(long now) {
    return restsUntil - now > 0;
  }

  void rest(long now, long rest) {
    restsUntil = Math.max(restsUntil, now + rest);
  }

  long restsFor(long now) {
    return Math.max(0, restsUntil - now);
  }

  void begun() {
    underWay++;
  }

  void dropped() {
    underWay--;
  }

  /**
   * @param answered whether it said anything
   */
  void ended(long took, boolean answered) {
    underWay--;
    answers = answered;
    this.took = Math.max(took, SHORTEST);
    if (!answered) {
      limit = Math.max(1, limit / 2);
    } else if (took <= QUICK) {
      limit = Math.min(limit + 1, most);
    } else {
      limit = Math.min(limit, Math.max(limit - 1, Math.max(1, first / 2)));
    }
  }

  // --- those who wait for a call to it ---

  boolean isAwaited() {
    return !waiting.isEmpty();
  }

  int waiting() {
    return waiting.length();
  }

  /** Whether the turn of one that came now would come within the patience. */
  boolean comesWithin(CallRequest request, long patience) {
    return (waiting.ahead(request.tenant(), request.weight()) + 1) * pace() <= patience;
  }

  void join(CallQueue.Waiter waiter) {
    waiting.join(waiter);
  }

  /** For one whose turn it was, and which found it full again. */
  void rejoin(CallQueue.Waiter waiter) {
    waiting.rejoin(waiter);
  }

  boolean leave(CallQueue.Waiter waiter) {
    return waiting.leave(waiter);
  }

  /** Those whose turn it is now that calls have ended, so many at most. */
  List<CallQueue.Waiter> next(int free) {
    List<CallQueue.Waiter> next = new ArrayList<>();
    while (next.size() < free && !waiting.isEmpty()) {
      CallQueue.Waiter waiter = waiting.next();
      if (waiter != null) {
        next.add(waiter);
      }
    }
    return next;
  }

  List<CallQueue.Waiter> all() {
    return next(waiting.length());
  }

  /**
   * Gives a turn to one that comes again: one after the other, and each within a minute, since it
   * may recover meanwhile.
   *
   * @return until then
   */
  long turn(long now) {
    long turn = Math.max(now, tail) + pace();
    tail = turn - now > LONGEST_TURN ? now + Math.min(pace(), LONGEST_TURN) : turn;
    return tail - now;
  }

  private long pace() {
    return took / Math.max(limit, underWay);
  }

  /** Whether there is nothing about it that must be kept. */
  boolean isOrdinary(long now) {
    return isIdle() && limit >= first && !rests(now) && tail - now <= 0;
  }

  boolean isIdle() {
    return underWay == 0 && waiting.isEmpty();
  }
}
