package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import dev.herald.server.limit.cap.SharedCap;
import dev.herald.server.limit.shift.Shift;
import dev.herald.server.limit.shift.SourceShare;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one source stands in this process: its calls under way, its rate caps, its health, its
 * destinations, and whether it asked to be left alone. Only what is the source's or the provider's
 * and was met with several destinations holds back all of them. Kept by the limiter's lock; times
 * are of the limiter's clock.
 */
final class SourceState {
  /** How long the ledger may take to lend what it has. */
  static final long SOON = Duration.ofSeconds(1).toNanos();

  /**
   * Claims take no more than a line has room for, so those that found it full may come back soon.
   */
  private static final long LINE_MOVES = Duration.ofMillis(100).toNanos();

  private final SourceCaps caps;
  private final ConcurrencyLimiter calls;
  private final SourceBreaker breaker;
  private final Targets targets;
  private final RestPeriods rests;
  private final SourceShare share;
  private final Pacer pacer = new Pacer();
  private final Evidence slowness = new Evidence(1);
  private final RefusedTargets refusals = new RefusedTargets();
  private long closedUntil = Long.MIN_VALUE;
  private boolean stopping;

  SourceState(
      SourceCaps caps,
      ConcurrencyLimiter calls,
      SourceBreaker breaker,
      Targets targets,
      RestPeriods rests,
      SourceShare share) {
    this.caps = caps;
    this.calls = calls;
    this.breaker = breaker;
    this.targets = targets;
    this.rests = rests;
    this.share = share;
  }

  /**
   * What is in the way of a call now, wherever it goes; null: nothing.
   *
   * @param waiting how many wait for one
   */
  Admission.@Nullable Cause obstacle(long now, int waiting) {
    if (stopping) {
      return Admission.Cause.STOPPING;
    }
    if (breaker.isBroken()) {
      return Admission.Cause.BROKEN;
    }
    if (!calls.hasRoom(targets.excess(calls.most()))) {
      return Admission.Cause.BUSY;
    }
    if (closedUntil > now) {
      return Admission.Cause.CLOSED;
    }
    return earliest(now, waiting) > now ? Admission.Cause.CAP : null;
  }

  /** What the destination puts in the way of a call; null: nothing. */
  Admission.@Nullable Cause obstacle(Target target, long now) {
    return targets.obstacle(target, calls.use(), now);
  }

  /** The same for one whose turn it is. */
  Admission.@Nullable Cause obstacleInTurn(Target target, long now) {
    return targets.obstacleInTurn(target, calls.use(), now);
  }

  /**
   * @return when a call may be made; {@link SharedCap#NEVER}: when the ledger lends more
   */
  long earliest(long now, int waiting) {
    return waiting == 0
        ? Math.max(closedUntil, caps.earliest(now, 1))
        : Math.max(Math.max(closedUntil, pacer.next()), caps.earliestInLine(now, waiting + 1));
  }

  /** Whether caps that are used up give back one permit after the other. */
  boolean givesBack(long now, int waiting) {
    return earliest(now, waiting) != SharedCap.NEVER;
  }

  boolean isBroken() {
    return breaker.isBroken();
  }

  /** Takes what a call needs, unless the source has just broken. */
  boolean take(Target target, long now) {
    if (!breaker.admits()) {
      return false;
    }
    caps.take(now);
    calls.begun();
    targets.begun(target, now);
    return true;
  }

  void comes(UUID tenant, long now) {
    pacer.comes(tenant, now);
  }

  /** One of those who wait went. */
  void wentInLine(long now) {
    pacer.went(now, caps.pace());
  }

  /** Whether one that has nobody of its tenant in line may go at once. */
  boolean spares(long now) {
    return obstacle(now, 0) == null && pacer.spares(now, caps.pace());
  }

  /**
   * No call was made of what was taken.
   *
   * @return those who waited for it
   */
  List<CallQueue.Waiter> unused(Target target, long now) {
    caps.unused();
    calls.dropped();
    breaker.noCall();
    targets.dropped(target, now);
    return targets.next(target, calls.use());
  }

  /** What part of its weight it gets is judged anew; null: nothing changes. */
  @Nullable Shift reconsidered(long now) {
    return share.reconsidered(breaker.isBroken(), now);
  }

  /**
   * @param result null: it ended by an error of ours
   * @param shifted is told when the source gets more or less from now on
   * @return those who waited for it
   */
  List<CallQueue.Waiter> ended(
      Target target, long begun, long now, @Nullable SendResult result, Consumer<Shift> shifted) {
    caps.ended(now);
    if (result == null) {
      calls.dropped();
      breaker.noCall();
      targets.dropped(target, now);
    } else {
      Shift shift = answered(target, begun, now, result);
      if (shift != null) {
        shifted.accept(shift);
      }
    }
    return targets.next(target, calls.use());
  }

  private @Nullable Shift answered(Target target, long begun, long now, SendResult result) {
    long took = now - begun;
    targets.ended(target, took, result, now);
    boolean ofPace = tellsOfPace(target, result, took);
    if (ofPace) {
      calls.answered(begun, took);
    } else {
      calls.dropped();
    }
    SourceBreaker.Sign sign = breaker.answered(target, result, Duration.ofNanos(took));
    switch (result) {
      case SendResult.Accepted _ -> refusals.clear();
      case SendResult.NotAccepted refused when refused.fault().isShared() ->
          rest(target, now, rests.after(refused).toNanos());
      case SendResult.NotAccepted _ -> {}
    }
    return sign == SourceBreaker.Sign.NONE
        ? null
        : share.answered(
            sign == SourceBreaker.Sign.WORKS, ofPace ? took : -1, breaker.isBroken(), now);
  }

  /** A slow call makes the source slower only if it is not the destination that is slow. */
  private boolean tellsOfPace(Target target, SendResult result, long took) {
    if (!calls.isSlow(took)) {
      slowness.clear(target);
      return true;
    }
    boolean itsOwn =
        target.isReceiver()
            || result instanceof SendResult.NotAccepted refused && !refused.fault().isShared();
    return !itsOwn && slowness.admits(target);
  }

  private void rest(Target target, long now, long rest) {
    if (rest <= 0) {
      return;
    }
    if (refusals.isShared(target, now, rest)) {
      close(now, rest);
    } else {
      targets.rest(target, now, rest);
    }
  }

  /**
   * How long whoever can't go now had better stay away.
   *
   * @param waiting how many wait for a call
   */
  Duration until(Admission.Cause cause, Target target, long now, int waiting) {
    long at =
        switch (cause) {
          case STOPPING -> now;
          case BUSY, TARGET_BUSY -> now + LINE_MOVES;
          case BROKEN -> now + rests.broken().toNanos();
          case CLOSED -> closedUntil;
          case TARGET_CLOSED -> now + targets.restsFor(target, now);
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

  /**
   * Lines up for a call to a destination.
   *
   * @return until its turn
   */
  Duration lineUp(Target target, long now) {
    return Duration.ofNanos(Math.max(LINE_MOVES, targets.turn(target, now)));
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
    boolean works = breaker.isProven() && closedUntil <= now;
    int takes = works ? caps.takes(now, patience) : 0;
    return takes == 0 ? SourceBreaker.PROBES : takes;
  }

  private void close(long now, long rest) {
    closedUntil = Math.max(closedUntil, now + rest);
  }

  /** Lets nothing through any more. */
  void stop() {
    stopping = true;
  }

  SourceLimiter.Standing standing(long now, int waiting) {
    return new SourceLimiter.Standing(
        breaker.isBroken(), calls.underWay(), calls.most(), waiting, closedFor(now));
  }

  private Duration closedFor(long now) {
    return Duration.ofNanos(closedUntil == Long.MIN_VALUE ? 0 : Math.max(0, closedUntil - now));
  }
}
