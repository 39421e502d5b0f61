package dev.herald.server.limit.cap;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.PriorityQueue;

/** The permits of one cap that one process holds. Pure; times are nanoseconds of one clock. */
final class Permits {
  static final long NEVER = Long.MAX_VALUE;

  /** Clocks of providers run a little faster or slower than ours. */
  private static final double MARGIN = 1.002;

  /** Longer rests are kept in the table, where they outlive the process. */
  private static final Duration LONGEST_REST_IN_MEMORY = Duration.ofSeconds(5);

  /** A little less than a look, so that each look finds what lay unused since the one before. */
  private static final long LULL = SharedCaps.LOOK.toNanos() * 4 / 5;

  private final long rest;
  private final boolean reused;
  private final PriorityQueue<Long> resting = new PriorityQueue<>();
  private final PriorityQueue<Long> leaving = new PriorityQueue<>();
  private int rested;
  private int inUse;
  private int used;
  private int owed;
  private int leastRested;
  private long leastSince = Long.MIN_VALUE;

  Permits(RateCap cap) {
    this.rest = rest(cap).toNanos();
    this.reused = reused(cap);
  }

  /** How long a permit rests after a call. */
  static Duration rest(RateCap cap) {
    return Duration.ofNanos((long) (cap.window().toNanos() * MARGIN));
  }

  static boolean reused(RateCap cap) {
    return cap.window().compareTo(LONGEST_REST_IN_MEMORY) <= 0;
  }

  /**
   * When so many can be taken, or when to ask again, at least {@code now}; {@link #NEVER} before
   * more are lent.
   */
  long earliest(long now, int count) {
    wake(now);
    if (rested >= count) {
      return now;
    }
    return resting.isEmpty() ? NEVER : resting.element();
  }

  int free(long now) {
    wake(now);
    return rested;
  }

  /** Takes what {@link #earliest} said is there now. */
  void take(int count) {
    if (rested < count) {
      throw new IllegalStateException("took %d permits of %d".formatted(count, rested));
    }
    rested -= count;
    inUse += count;
    leastRested = Math.min(leastRested, rested);
  }

  /**
   * How many lay unused all the time since this was asked last; none, if that was only a moment
   * ago.
   */
  int spare(long now) {
    wake(now);
    if (leastSince != Long.MIN_VALUE && now - leastSince < LULL) {
      return 0;
    }
    int unused = leastRested;
    leastRested = rested;
    leastSince = now;
    return unused;
  }

  private void wake(long now) {
    while (!resting.isEmpty() && resting.element() <= now) {
      resting.remove();
      rested++;
    }
  }

  /** The calls ended; their permits begin to rest. */
  void ended(long now, int count) {
    inUse -= count;
    for (int i = 0; i < count; i++) {
      if (!reused) {
        used++;
      } else if (owed > 0) {
        owed--;
        leaving.add(now + rest);
      } else {
        resting.add(now + rest);
      }
    }
  }

  /** The calls were not made. */
  void unused(int count) {
    inUse -= count;
    rested += count;
  }

  void lent(int count) {
    rested += count;
  }

  /** So many of those that stay shall go back as soon as they have rested. */
  void owe(int count) {
    owed = Math.clamp(count, 0, staying());
  }

  boolean surrenders(long now) {
    wake(now);
    return (owed > 0 && rested > 0) || (!leaving.isEmpty() && leaving.element() <= now);
  }

  /** Takes out those that go back and have rested. */
  int surrender(long now) {
    wake(now);
    int back = Math.min(owed, rested);
    rested -= back;
    owed -= back;
    leastRested = Math.min(leastRested, rested);
    while (!leaving.isEmpty() && leaving.element() <= now) {
      leaving.remove();
      back++;
    }
    return back;
  }

  /** How many are here, in whatever state. */
  int lent() {
    return staying() + leaving.size();
  }

  /** How many of them are not on their way back. */
  int staying() {
    return rested + resting.size() + inUse;
  }

  boolean isIdle(long now) {
    wake(now);
    return inUse == 0 && resting.isEmpty() && leaving.isEmpty();
  }

  /** Those that were used and must rest in the table. */
  int used() {
    return used;
  }

  void reported(int count) {
    used -= count;
  }
}
