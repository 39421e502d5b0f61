package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import dev.herald.server.limit.cap.SharedCap;
import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.limit.shift.Shift;
import dev.herald.server.limit.shift.SourceShare;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one source lets through in this process: as many calls at once as it answers well, within
 * its rate caps, while it works. Those who wait take turns by tenant; those whose destination has
 * enough calls under way wait for that alone.
 */
public final class SourceLimiter implements TurnWait.Host {
  private static final long FINEST_WAIT = Duration.ofMillis(1).toNanos();

  /** Of how much of the line claims fill one part, since the table holds as well what waits. */
  private static final int CLAIMED_PART = 4;

  /** Of how much of the line those who wait for one destination fill one part. */
  private static final int TARGET_PART = 8;

  private final UUID holder;
  private final int callsAtOnce;
  private final SourceCaps caps;
  private final SourceState state;
  private final SourceQueue line;
  private final Targets targets;
  private final Surroundings around;
  private final SourceShare share;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile ConfiguredSource source;
  private boolean wakes;

  /**
   * What all limiters of a process share.
   *
   * @param nanoTime as {@link System#nanoTime()} counts
   * @param shifts is told when a source gets more or less, and holds up nobody
   */
  record Surroundings(
      LimitSettings settings,
      SharedCaps caps,
      ScheduledExecutorService clock,
      LongSupplier nanoTime,
      OnShift shifts) {}

  /** Hears of shifts. */
  interface OnShift {
    void shifted(UUID sourceId, UUID holder, Shift shift);
  }

  /**
   * @param callsAtOnce at most
   * @param holder the lease that makes the calls
   */
  SourceLimiter(ConfiguredSource source, int callsAtOnce, UUID holder, Surroundings around) {
    this(source, callsAtOnce, holder, around, new SourceShare());
  }

  /** As above, of a source that this process has judged before. */
  SourceLimiter(
      ConfiguredSource source,
      int callsAtOnce,
      UUID holder,
      Surroundings around,
      SourceShare share) {
    this.share = share;
    this.source = source;
    this.callsAtOnce = callsAtOnce;
    this.holder = holder;
    this.around = around;
    LimitSettings settings = around.settings;
    // The ledger may lend before all of this limiter is made.
    lock.lock();
    try {
      this.caps =
          SourceCaps.open(around.caps, source.source().id(), source.caps(), holder, this::letIn);
      this.targets = new Targets(callsAtOnce, Math.max(1, settings.longestLine() / TARGET_PART));
      this.state =
          new SourceState(
              caps,
              new ConcurrencyLimiter(callsAtOnce),
              new SourceBreaker(source.source().code(), settings.breaker()),
              targets,
              new RestPeriods(settings.breaker().rest(), settings.sourceRest()),
              share);
      this.line =
          new SourceQueue(
              state,
              targets,
              settings.longestLine(),
              around.nanoTime,
              target -> new SourcePermit(this, target),
              this::wakeAt);
    } finally {
      lock.unlock();
    }
  }

  /** Whether this limiter is the source's, as it is configured now. */
  boolean keeps(ConfiguredSource now, UUID owner, ToIntFunction<ConfiguredSource> calls) {
    if (!holder.equals(owner)) {
      return false;
    }
    if (now == source) {
      return true;
    }
    boolean same = caps.are(now.caps()) && callsAtOnce == calls.applyAsInt(now);
    if (same) {
      source = now;
    }
    return same;
  }

  /** Another limiter takes its place. */
  void retire() {
    caps.retire();
  }

  long now() {
    return around.nanoTime.getAsLong();
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a message would go through at once, as far as one can tell before trying. */
  public boolean isOpen() {
    return locked(line::isOpen);
  }

  /**
   * What would turn away one that does not wait; null: nothing. A permit that the ledger lends when
   * it is asked for is none that lacks.
   */
  Admission.@Nullable Cause obstacle(Target target) {
    return locked(() -> {
      Admission.Cause cause = state.obstacle(now(), line.waiting());
      if (cause == null
          || cause == Admission.Cause.CAP && !state.givesBack(now(), line.waiting())) {
        return state.obstacle(target, now());
      }
      return cause;
    });
  }

  /** What part of its weight it gets, in percent. */
  public int share() {
    return share.percent();
  }

  /** What it was judged by fades, also when nobody calls it. */
  void reconsider() {
    locked(() -> {
      Shift shift = state.reconsidered(now());
      if (shift != null) {
        shifted(shift);
      }
    });
  }

  private void shifted(Shift shift) {
    around.shifts.shifted(source.source().id(), holder, shift);
  }

  /** The judgement goes on under the same lease. */
  SourceShare shareFor(UUID owner) {
    return holder.equals(owner) ? share : new SourceShare();
  }

  public boolean isBroken() {
    return state.isBroken();
  }

  Standing standing() {
    return locked(() -> state.standing(now(), line.length()));
  }

  /** How a source fares in this process. */
  record Standing(
      boolean broken, int underWay, int mostUnderWay, int waiting, Duration closedFor) {}

  // --- those who come, and wait ---

  /**
   * Waits for the tenant's turn: in line for a call as long as it takes, for a permit or for its
   * destination if its turn is likely to come within the patience. Without any patience it does not
   * wait at all.
   */
  public Admission enter(CallRequest request, Duration patience) throws InterruptedException {
    return TurnWait.await(this, ask(request, patience), patience);
  }

  /** As {@link #enter}, without blocking. */
  CallQueue.Waiter ask(CallRequest request, Duration patience) {
    return locked(() -> line.ask(request, patience));
  }

  @Override
  public @Nullable Admission decided(CallQueue.Waiter waiter, Duration patience) {
    return locked(() -> line.decided(waiter, patience));
  }

  @Override
  public void abandon(CallQueue.Waiter waiter) {
    locked(() -> line.abandon(waiter));
  }

  /**
   * How many more of a tenant's messages it would let in, or let wait for a turn that comes within
   * the patience; a few, if none would.
   */
  public int capacity(UUID tenant, int weight) {
    return locked(() -> {
      int capacity = around.settings.longestLine() / CLAIMED_PART - line.length();
      long patience = around.settings.capPatience().toNanos();
      int turns = state.takes(now(), patience) - line.ahead(tenant, weight);
      return Math.max(0, Math.min(capacity, turns));
    });
  }

  /** How long whoever was turned away had better stay away. */
  public Duration until(Admission.Cause cause, Target target) {
    return locked(() -> state.until(cause, target, now(), line.waiting()));
  }

  /**
   * For a message that found the cap used up and comes again for a permit.
   *
   * @return until its turn
   */
  public Duration lineUp() {
    return locked(() -> state.lineUp(now(), line.waiting()));
  }

  /**
   * For a message that found its destination busy and comes again.
   *
   * @return until its turn
   */
  public Duration lineUp(Target target) {
    return locked(() -> state.lineUp(target, now()));
  }

  // --- calls that are no message's ---

  /**
   * Takes a permit of each cap for a call that is no message's, without a place in the line.
   *
   * @return zero, or when to come again
   */
  public Duration takePermit() {
    Duration wait = locked(this::tryPermit);
    if (!wait.isZero()) {
      caps.askNow(around.caps);
      wait = locked(this::tryPermit);
    }
    return wait;
  }

  private Duration tryPermit() {
    long now = now();
    if (caps.earliest(now, 1) > now) {
      return Duration.ofNanos(Math.max(FINEST_WAIT, caps.comesBack(now) - now));
    }
    caps.take(now);
    return Duration.ZERO;
  }

  /** The call that {@link #takePermit} was for is over. */
  public void permitUsed() {
    locked(() -> {
      caps.ended(now());
      line.letIn();
    });
  }

  // --- whoever may go, goes ---

  private void letIn() {
    locked(line::letIn);
  }

  /** Once for all who wait; what the ledger lends calls by itself. */
  private void wakeAt(long at) {
    if (!wakes && at != SharedCap.NEVER) {
      wakes = true;
      long after = Math.max(at - now(), FINEST_WAIT);
      around.clock.schedule(this::woken, after, TimeUnit.NANOSECONDS);
    }
  }

  private void woken() {
    locked(() -> {
      wakes = false;
      line.letIn();
    });
  }

  /** Turns away whoever waits, and whoever comes. */
  void stop() {
    locked(() -> {
      state.stop();
      line.goOn(targets.all());
    });
  }

  int takeMore(int messages) {
    return locked(() -> caps.takeMore(now(), messages));
  }

  /**
   * @param called whether the call was made that more was taken for
   */
  void moreOver(int more, boolean called) {
    locked(() -> {
      if (called) {
        caps.moreEnded(now(), more);
      } else {
        caps.moreUnused(more);
      }
    });
  }

  void unused(Target target) {
    locked(() -> line.goOn(state.unused(target, now())));
  }

  /**
   * @param result null: it ended by an error of ours
   */
  void ended(Target target, long begun, @Nullable SendResult result) {
    locked(() -> line.goOn(state.ended(target, begun, now(), result, this::shifted)));
  }
}
