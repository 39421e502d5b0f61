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

  /** How long the ledger may take to lend what it has, and a busy source to have room. */
  private static final long SOON = Duration.ofSeconds(1).toNanos();

  private final UUID holder;
  private final int callsAtOnce;
  private final SourceCaps caps;
  private final CallLimit calls;
  private final Health health;
  private final Surroundings around;
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitingLine waiting = new WaitingLine();
  private volatile ConfiguredSource source;
  private long closedUntil = Long.MIN_VALUE;
  private boolean wakes;
  private boolean stopping;

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
    this.calls = new CallLimit(callsAtOnce);
    this.health = new Health(source.source().code(), around.settings.breaker());
    this.caps =
        SourceCaps.open(around.caps, source.source().id(), source.caps(), holder, this::letIn);
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
      long now = System.nanoTime();
      return !health.isBroken() && waiting.isEmpty() && calls.hasRoom() && earliest(now) <= now;
    } finally {
      lock.unlock();
    }
  }

  boolean isBroken() {
    return health.isBroken();
  }

  Standing standing() {
    lock.lock();
    try {
      return new Standing(
          health.isBroken(), calls.underWay(), calls.most(), waiting.length(), closedFor());
    } finally {
      lock.unlock();
    }
  }

  /** How a source fares in this process. */
  record Standing(
      boolean broken, int underWay, int mostUnderWay, int waiting, Duration closedFor) {}

  private Duration closedFor() {
    return Duration.ofNanos(
        closedUntil == Long.MIN_VALUE ? 0 : Math.max(0, closedUntil - System.nanoTime()));
  }

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
      if (waiting.isEmpty()) {
        Admission.Cause cause = obstacle(System.nanoTime());
        if (cause == null) {
          return admit(System.nanoTime());
        }
        if (cause == Admission.Cause.BROKEN || cause == Admission.Cause.STOPPING) {
          return away(cause);
        }
      }
      if (stopping || patience.isZero() || waiting.length() >= around.settings.longestLine()) {
        return away(stopping ? Admission.Cause.STOPPING : reason());
      }
      if (isFar(tenant, weight, patience)) {
        return away(Admission.Cause.CAP);
      }
      waiter = waiting.join(tenant, weight);
      letIn();
    } finally {
      lock.unlock();
    }
    return await(waiter, patience);
  }

  /** Whether permits come back too slowly for this one's turn to come in time. */
  private boolean isFar(UUID tenant, int weight, Duration patience) {
    long now = System.nanoTime();
    return obstacle(now) == Admission.Cause.CAP
        && earliest(now) != SharedCap.NEVER
        && caps.lasts(waiting.ahead(tenant, weight)) > patience.toNanos();
  }

  private Admission await(WaitingLine.Waiter waiter, Duration patience)
      throws InterruptedException {
    while (true) {
      try {
        return waiter.get(Math.min(patience.toNanos(), SOON), TimeUnit.NANOSECONDS);
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
      Admission.Cause cause = reason();
      if (waiter.isDone() || cause == Admission.Cause.BUSY || moves(cause, waiter, patience)) {
        return waiter.getNow(null);
      }
      waiter.cancel(false);
      return away(cause);
    } finally {
      lock.unlock();
    }
  }

  /** Others may have come for the permits since, so a turn may be later than it seemed. */
  private boolean moves(Admission.Cause cause, WaitingLine.Waiter waiter, Duration patience) {
    long now = System.nanoTime();
    return cause == Admission.Cause.CAP
        && earliest(now) != SharedCap.NEVER
        && waiter.waited(now) < 2 * patience.toNanos();
  }

  /** Lets in whoever may go now, each tenant in its turn. */
  private void letIn() {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        long now = System.nanoTime();
        Admission.Cause cause = obstacle(now);
        if (cause == Admission.Cause.BROKEN || cause == Admission.Cause.STOPPING) {
          waiting.turnAllAway(away(cause));
        } else if (cause == Admission.Cause.BUSY) {
          return;
        } else if (cause != null) {
          wakeAt(now, earliest(now));
          return;
        } else {
          WaitingLine.Waiter next = waiting.next();
          if (next != null) {
            next.complete(admit(now));
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is in the way of a call now; null: nothing. */
  private Admission.@Nullable Cause obstacle(long now) {
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
    return earliest(now) > now ? Admission.Cause.CAP : null;
  }

  private Admission admit(long now) {
    if (!health.admits()) {
      return away(Admission.Cause.BROKEN);
    }
    caps.take(now);
    calls.begun();
    return new Admission.Through(new Passage(this));
  }

  private long earliest(long now) {
    return Math.max(closedUntil, caps.earliest(now, waiting.length() + 1));
  }

  /** Once for all who wait; what the ledger lends calls by itself. */
  private void wakeAt(long now, long at) {
    if (!wakes && at != SharedCap.NEVER) {
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

  private Admission.Cause reason() {
    Admission.Cause cause = obstacle(System.nanoTime());
    return cause == null ? Admission.Cause.BUSY : cause;
  }

  private Admission away(Admission.Cause cause) {
    long now = System.nanoTime();
    long at =
        switch (cause) {
          case STOPPING -> now;
          case BUSY -> now + SOON;
          case BROKEN -> now + around.settings.breaker().rest().toNanos();
          case CLOSED -> closedUntil;
          case CAP -> caps.lineUp(now, waiting.length(), SOON);
        };
    return new Admission.Away(cause, Duration.ofNanos(Math.max(0, at - now)));
  }

  /** Lets nothing through for a while. */
  void close(Duration time) {
    lock.lock();
    try {
      closedUntil = Math.max(closedUntil, System.nanoTime() + time.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /** Turns away whoever waits, and whoever comes. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      letIn();
    } finally {
      lock.unlock();
    }
  }

  void unused() {
    lock.lock();
    try {
      caps.unused();
      calls.dropped();
      health.noCall();
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
      caps.ended(now);
      if (result == null) {
        calls.dropped();
        health.noCall();
      } else {
        calls.answered(begun, now - begun);
        health.answered(result, Duration.ofNanos(now - begun));
      }
      letIn();
    } finally {
      lock.unlock();
    }
  }
}
