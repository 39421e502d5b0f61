package dev.herald.server.dispatch;

import dev.herald.channel.SendResult;
import dev.herald.server.cap.SharedCap;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one source stands in this process: its calls under way, its rate caps, its health, and
 * whether it asked to be left alone. Kept by the gate's lock; times are of {@link
 * System#nanoTime()}.
 */
final class SourceState {
  /** How long the ledger may take to lend what it has. */
  static final long SOON = Duration.ofSeconds(1).toNanos();

  /**
   * Claims take no more than a line has room for, so those that found it full may come back soon.
   */
  private static final long LINE_MOVES = Duration.ofMillis(100).toNanos();

  private final SourceCaps caps;
  private final CallLimit calls;
  private final Health health;
  private final Duration rest;
  private final Spreading spreading = new Spreading();
  private long closedUntil = Long.MIN_VALUE;
  private boolean stopping;

  /**
   * @param rest of a broken source before it is tried again
   */
  SourceState(SourceCaps caps, CallLimit calls, Health health, Duration rest) {
    this.caps = caps;
    this.calls = calls;
    this.health = health;
    this.rest = rest;
  }

  /**
   * What is in the way of a call now; null: nothing.
   *
   * @param waiting how many wait for one
   */
  Admission.@Nullable Cause obstacle(long now, int waiting) {
    if (stopping) {
      return Admission.Cause.STOPPING;
    }
    if (health.isBroken()) {
      return Admission.Cause.BROKEN;
    }
    if (!calls.hasRoom()) {
      return Admission.Cause.BUSY;
    }
    if (closedUntil > now) {
      return Admission.Cause.CLOSED;
    }
    return earliest(now, waiting) > now ? Admission.Cause.CAP : null;
  }

  /**
   * @return when a call may be made; {@link SharedCap#NEVER}: when the ledger lends more
   */
  long earliest(long now, int waiting) {
    return waiting == 0
        ? Math.max(closedUntil, caps.earliest(now, 1))
        : Math.max(Math.max(closedUntil, spreading.next()), caps.earliestInLine(now, waiting + 1));
  }

  /** Whether caps that are used up give back one permit after the other. */
  boolean givesBack(long now, int waiting) {
    return earliest(now, waiting) != SharedCap.NEVER;
  }

  boolean isBroken() {
    return health.isBroken();
  }

  /** Takes what a call needs, unless the source has just broken. */
  boolean take(long now) {
    if (!health.admits()) {
      return false;
    }
    caps.take(now);
    calls.begun();
    return true;
  }

  void comes(UUID tenant, long now) {
    spreading.comes(tenant, now);
  }

  /** One of those who wait went. */
  void wentInLine(long now) {
    spreading.went(now, caps.pace());
  }

  /** Whether one that has nobody of its tenant in line may go at once. */
  boolean spares(long now) {
    return obstacle(now, 0) == null && spreading.spares(now, caps.pace());
  }

  /** No call was made of what was taken. */
  void unused() {
    caps.unused();
    calls.dropped();
    health.noCall();
  }

  /**
   * @param result null: it ended by an error of ours
   */
  void ended(long begun, long now, @Nullable SendResult result) {
    caps.ended(now);
    if (result == null) {
      calls.dropped();
      health.noCall();
    } else {
      calls.answered(begun, now - begun);
      health.answered(result, Duration.ofNanos(now - begun));
    }
  }

  /**
   * How long whoever can't go now had better stay away.
   *
   * @param waiting how many wait for a call
   */
  Duration until(Admission.Cause cause, long now, int waiting) {
    long at =
        switch (cause) {
          case STOPPING -> now;
          case BUSY -> now + LINE_MOVES;
          case BROKEN -> now + rest.toNanos();
          case CLOSED -> closedUntil;
          case CAP -> turn(now, waiting);
        };
    return Duration.ofNanos(Math.max(0, at - now));
  }

  /**
   * Lines up for a permit.
   *
   * @return until its turn
   */
  Duration lineUp(long now, int waiting) {
    long turn = turn(now, waiting);
    caps.lineUp(turn);
    return Duration.ofNanos(turn - now);
  }

  /** While the ledger has permits, they come soon. */
  private long turn(long now, int waiting) {
    long turn = caps.turn(now, waiting);
    return turn == now ? now + SOON : turn;
  }

  /**
   * Whether permits come back too slowly for one that can wait so long.
   *
   * @param waiting how many wait for a call
   * @param ahead how many of them go first
   */
  boolean isFar(long now, int waiting, int ahead, long patience) {
    if (obstacle(now, waiting) != Admission.Cause.CAP) {
      return false;
    }
    return earliest(now, waiting) == SharedCap.NEVER
        ? caps.comesBack(now) - now > patience
        : caps.lasts(ahead) > patience;
  }

  /**
   * How many may go now or within the patience, as far as one can tell before trying. While none
   * may, still a few at a time: they find out whether the source works again, or when their turn
   * is.
   */
  int takes(long now, long patience) {
    if (stopping) {
      return 0;
    }
    boolean works = health.isProven() && closedUntil <= now;
    int takes = works ? caps.takes(now, patience) : 0;
    return takes == 0 ? Health.PROBES : takes;
  }

  /** Lets nothing through for a while. */
  void close(long now, Duration time) {
    closedUntil = Math.max(closedUntil, now + time.toNanos());
  }

  /** Lets nothing through any more. */
  void stop() {
    stopping = true;
  }

  SourceGate.Standing standing(long now, int waiting) {
    return new SourceGate.Standing(
        health.isBroken(), calls.underWay(), calls.most(), waiting, closedFor(now));
  }

  private Duration closedFor(long now) {
    return Duration.ofNanos(closedUntil == Long.MIN_VALUE ? 0 : Math.max(0, closedUntil - now));
  }
}
