package dev.herald.server.dispatch;

import dev.herald.channel.SendResult;
import dev.herald.server.cap.SharedCap;
import dev.herald.server.cap.SharedCaps;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one source lets through in this process: as many calls at once as it answers well, within
 * its rate caps, while it works. Those who wait take turns by tenant.
 */
final class SourceGate {
  private static final long FINEST_WAIT = Duration.ofMillis(1).toNanos();

  /** Of how much of the line claims fill one part, since the table holds as well what waits. */
  private static final int CLAIMED_PART = 4;

  private final UUID holder;
  private final int callsAtOnce;
  private final SourceCaps caps;
  private final SourceState state;
  private final Surroundings around;
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitingLine waiting = new WaitingLine();
  private volatile ConfiguredSource source;
  private boolean wakes;

  /** What all gates of a process share. */
  record Surroundings(DispatchSettings settings, SharedCaps caps, ScheduledExecutorService clock) {}

  /**
   * @param callsAtOnce at most
   * @param holder the incarnation that makes the calls
   */
  SourceGate(ConfiguredSource source, int callsAtOnce, UUID holder, Surroundings around) {
    this.source = source;
    this.callsAtOnce = callsAtOnce;
    this.holder = holder;
    this.around = around;
    this.caps =
        SourceCaps.open(around.caps, source.source().id(), source.caps(), holder, this::letIn);
    DispatchSettings.Breaker breaker = around.settings.breaker();
    this.state =
        new SourceState(
            caps,
            new CallLimit(callsAtOnce),
            new Health(source.source().code(), breaker),
            breaker.rest());
  }

  /** Whether this gate is the source's, as it is configured now. */
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

  /** Another gate takes its place. */
  void retire() {
    caps.retire();
  }

  /** Whether a message would go through at once, as far as one can tell before trying. */
  boolean isOpen() {
    lock.lock();
    try {
      return waiting.isEmpty() && obstacle() == null;
    } finally {
      lock.unlock();
    }
  }

  boolean isBroken() {
    return state.isBroken();
  }

  Standing standing() {
    lock.lock();
    try {
      return state.standing(System.nanoTime(), waiting.length());
    } finally {
      lock.unlock();
    }
  }

  /** How a source fares in this process. */
  record Standing(
      boolean broken, int underWay, int mostUnderWay, int waiting, Duration closedFor) {}

  // --- those who come, and wait ---

  /**
   * Waits for the tenant's turn: in line for a call as long as it takes, for a permit if its turn
   * is likely to come within the patience. Without any patience it does not wait at all.
   *
   * @param weight the tenant's share beside the others'
   */
  Admission enter(UUID tenant, int weight, Duration patience) throws InterruptedException {
    WaitingLine.Waiter waiter;
    lock.lock();
    try {
      state.comes(tenant, System.nanoTime());
      Admission.Cause cause = obstacle();
      if (cause == null && waiting.isEmpty() || overtakes(tenant)) {
        return admit();
      }
      if (cause == null) {
        cause = Admission.Cause.BUSY;
      }
      if (!cause.passes()
          || patience.isZero()
          || waiting.length() >= around.settings.longestLine()
          || isFar(tenant, weight, patience)) {
        return new Admission.Away(cause);
      }
      waiter = waiting.join(tenant, weight);
      letIn();
    } finally {
      lock.unlock();
    }
    return await(waiter, patience);
  }

  /**
   * How many more of a tenant's messages it would let in, or let wait for a turn that comes within
   * the patience; a few, if none would.
   */
  int room(UUID tenant, int weight) {
    lock.lock();
    try {
      int line = around.settings.longestLine() / CLAIMED_PART - waiting.length();
      long patience = around.settings.capPatience().toNanos();
      int turns = state.takes(System.nanoTime(), patience) - waiting.ahead(tenant, weight);
      return Math.max(0, Math.min(line, turns));
    } finally {
      lock.unlock();
    }
  }

  /** How long whoever was turned away had better stay away. */
  Duration until(Admission.Cause cause) {
    lock.lock();
    try {
      return state.until(cause, System.nanoTime(), waiting.length());
    } finally {
      lock.unlock();
    }
  }

  /**
   * For a message that found the cap used up and comes again for a permit.
   *
   * @return until its turn
   */
  Duration lineUp() {
    lock.lock();
    try {
      return state.lineUp(System.nanoTime(), waiting.length());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a permit of each cap for a call that is no message's, without a place in the line.
   *
   * @return zero, or when to come again
   */
  Duration takePermit() {
    Duration wait = tryPermit();
    if (!wait.isZero()) {
      caps.askNow(around.caps);
      wait = tryPermit();
    }
    return wait;
  }

  private Duration tryPermit() {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (caps.earliest(now, 1) > now) {
        return Duration.ofNanos(Math.max(FINEST_WAIT, caps.comesBack(now) - now));
      }
      caps.take(now);
      return Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /** The call that {@link #takePermit} was for is over. */
  void permitUsed() {
    lock.lock();
    try {
      caps.ended(System.nanoTime());
      letIn();
    } finally {
      lock.unlock();
    }
  }

  private boolean overtakes(UUID tenant) {
    return !waiting.isEmpty() && !waiting.has(tenant) && state.spares(System.nanoTime());
  }

  /** Whether permits come back too slowly for this one's turn to come in time. */
  private boolean isFar(UUID tenant, int weight, Duration patience) {
    return state.isFar(
        System.nanoTime(), waiting.length(), waiting.ahead(tenant, weight), patience.toNanos());
  }

  private Admission await(WaitingLine.Waiter waiter, Duration patience)
      throws InterruptedException {
    while (true) {
      try {
        return waiter.get(Math.min(patience.toNanos(), SourceState.SOON), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        Admission decided = decided(waiter, patience);
        if (decided != null) {
          return decided;
        }
      } catch (InterruptedException stopped) {
        abandon(waiter);
        throw stopped;
      } catch (ExecutionException bug) {
        throw new IllegalStateException(bug);
      }
    }
  }

  private void abandon(WaitingLine.Waiter waiter) {
    lock.lock();
    try {
      if (waiter.getNow(null) instanceof Admission.Through(Passage passage)) {
        passage.close();
      } else {
        waiter.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What has come, or that it is no use to wait on; null: the line moves. */
  private @Nullable Admission decided(WaitingLine.Waiter waiter, Duration patience) {
    lock.lock();
    try {
      Admission.Cause cause = obstacle();
      if (waiter.isDone()
          || cause == null
          || cause == Admission.Cause.BUSY
          || (cause == Admission.Cause.CAP && moves(waiter, patience))) {
        return waiter.getNow(null);
      }
      waiter.cancel(false);
      return new Admission.Away(cause);
    } finally {
      lock.unlock();
    }
  }

  /** Others may have come for the permits since, so a turn may be later than it seemed. */
  private boolean moves(WaitingLine.Waiter waiter, Duration patience) {
    long now = System.nanoTime();
    return state.givesBack(now, waiting.length()) && waiter.waited(now) < 2 * patience.toNanos();
  }

  private Admission.@Nullable Cause obstacle() {
    return state.obstacle(System.nanoTime(), waiting.length());
  }

  private Admission admit() {
    return state.take(System.nanoTime())
        ? new Admission.Through(new Passage(this))
        : new Admission.Away(Admission.Cause.BROKEN);
  }

  // --- whoever may go, goes ---

  /** Lets in whoever may go now, each tenant in its turn. */
  private void letIn() {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        Admission.Cause cause = obstacle();
        if (cause == null) {
          WaitingLine.Waiter next = waiting.next();
          if (next != null) {
            next.complete(admit());
            state.wentInLine(System.nanoTime());
          }
        } else if (!cause.passes()) {
          waiting.turnAllAway(new Admission.Away(cause));
        } else {
          wakeFor(cause);
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Once for all who wait; a call that ends and what the ledger lends call by themselves. */
  private void wakeFor(Admission.Cause cause) {
    long now = System.nanoTime();
    long at = state.earliest(now, waiting.length());
    if (cause != Admission.Cause.BUSY && !wakes && at != SharedCap.NEVER) {
      wakes = true;
      around.clock.schedule(this::woken, Math.max(at - now, FINEST_WAIT), TimeUnit.NANOSECONDS);
    }
  }

  private void woken() {
    lock.lock();
    try {
      wakes = false;
      letIn();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing through for a while. */
  void close(Duration time) {
    lock.lock();
    try {
      state.close(System.nanoTime(), time);
    } finally {
      lock.unlock();
    }
  }

  /** Turns away whoever waits, and whoever comes. */
  void stop() {
    lock.lock();
    try {
      state.stop();
      letIn();
    } finally {
      lock.unlock();
    }
  }

  void unused() {
    lock.lock();
    try {
      state.unused();
      letIn();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param result null: it ended by an error of ours
   */
  void ended(long begun, @Nullable SendResult result) {
    long now = System.nanoTime();
    lock.lock();
    try {
      state.ended(begun, now, result);
      letIn();
    } finally {
      lock.unlock();
    }
  }
}
