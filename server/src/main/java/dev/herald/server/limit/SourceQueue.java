package dev.herald.server.limit;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who of those that come to a source goes, waits, or is turned away. Who waits for its destination
 * stands aside, so that nobody behind it waits for that. Kept by the limiter's lock.
 */
final class SourceQueue {
  private final SourceState state;
  private final Targets targets;
  private final int longest;
  private final LongSupplier clock;
  private final Function<Target, CallPermit> permits;
  private final LongConsumer wake;
  private final CallQueue waiting = new CallQueue();

  /**
   * @param longest how many may wait
   * @param passages makes the right to a call that was taken
   * @param wake is told when, by the clock, those who wait may go on
   */
  SourceQueue(
      SourceState state,
      Targets targets,
      int longest,
      LongSupplier clock,
      Function<Target, CallPermit> permits,
      LongConsumer wake) {
    this.state = state;
    this.targets = targets;
    this.longest = longest;
    this.clock = clock;
    this.permits = permits;
    this.wake = wake;
  }

  private long now() {
    return clock.getAsLong();
  }

  boolean isOpen() {
    return waiting.isEmpty() && obstacle() == null;
  }

  /** All who wait, for the source or for a destination. */
  int length() {
    return waiting.length() + targets.waiting();
  }

  /** Those who wait for the source. */
  int waiting() {
    return waiting.length();
  }

  int ahead(UUID tenant, int weight) {
    return waiting.ahead(tenant, weight);
  }

  private Admission.@Nullable Cause obstacle() {
    return state.obstacle(now(), waiting.length());
  }

  // --- those who come ---

  /** The answer may be there at once, or come. */
  CallQueue.Waiter ask(CallRequest request, Duration patience) {
    CallQueue.Waiter waiter = new CallQueue.Waiter(request, now());
    Admission answer = answer(waiter, request, patience);
    if (answer == null) {
      letIn();
    } else {
      waiter.complete(answer);
    }
    return waiter;
  }

  /** Null: it waits. */
  private @Nullable Admission answer(
      CallQueue.Waiter waiter, CallRequest request, Duration patience) {
    long now = now();
    state.comes(request.tenant(), now);
    Admission.Cause own = state.obstacle(request.target(), now);
    Admission.Cause cause = obstacle();
    if (own == null && (cause == null && waiting.isEmpty() || overtakes(request.tenant()))) {
      return admit(request.target());
    }
    if (cause != null && !cause.passes()) {
      return new Admission.Refused(cause);
    }
    return own == null
        ? inLine(waiter, request, cause == null ? Admission.Cause.BUSY : cause, patience)
        : aside(waiter, own, patience);
  }

  private boolean overtakes(UUID tenant) {
    return !waiting.isEmpty() && !waiting.has(tenant) && state.spares(now());
  }

  private @Nullable Admission inLine(
      CallQueue.Waiter waiter, CallRequest request, Admission.Cause cause, Duration patience) {
    int ahead = waiting.ahead(request.tenant(), request.weight());
    if (patience.isZero()
        || length() >= longest
        || state.isFar(now(), waiting.length(), ahead, patience.toNanos())) {
      return new Admission.Refused(cause);
    }
    waiting.join(waiter);
    return null;
  }

  private @Nullable Admission aside(
      CallQueue.Waiter waiter, Admission.Cause own, Duration patience) {
    boolean waits =
        own == Admission.Cause.TARGET_BUSY
            && !patience.isZero()
            && length() < longest
            && targets.takes(waiter.entry(), patience, now());
    if (!waits) {
      return new Admission.Refused(own);
    }
    targets.join(waiter, now());
    return null;
  }

  private Admission admit(Target target) {
    return state.take(target, now())
        ? new Admission.Granted(permits.apply(target))
        : new Admission.Refused(Admission.Cause.BROKEN);
  }

  // --- those who wait ---

  /** What has come, or that it is no use to wait on; null: the line moves. */
  @Nullable Admission decided(CallQueue.Waiter waiter, Duration patience) {
    Admission.Cause cause = waiter.isDone() ? null : uselessBecause(waiter, patience);
    if (cause == null) {
      return waiter.getNow(null);
    }
    cancel(waiter);
    return new Admission.Refused(cause);
  }

  /** Whoever waited has left, or gives back what came. */
  void abandon(CallQueue.Waiter waiter) {
    if (waiter.getNow(null) instanceof Admission.Granted(CallPermit permit)) {
      permit.close();
    } else {
      cancel(waiter);
    }
  }

  private void cancel(CallQueue.Waiter waiter) {
    waiter.cancel(false);
    if (waiter.waitsForTarget()) {
      targets.leave(waiter);
    } else {
      waiting.leave(waiter);
    }
  }

  /** Null: the line moves. */
  private Admission.@Nullable Cause uselessBecause(CallQueue.Waiter waiter, Duration patience) {
    Admission.Cause cause = obstacle();
    if (cause != null && !cause.passes()) {
      return cause;
    }
    if (waiter.waitsForTarget()) {
      boolean late = waiter.waited(now()) >= patience.toNanos();
      return late ? Admission.Cause.TARGET_BUSY : null;
    }
    boolean moves =
        cause == null
            || cause == Admission.Cause.BUSY
            || (cause == Admission.Cause.CAP && moves(waiter, patience));
    return moves ? null : cause;
  }

  /** Others may have come for the permits since, so a turn may be later than it seemed. */
  private boolean moves(CallQueue.Waiter waiter, Duration patience) {
    long now = now();
    return state.givesBack(now, waiting.length()) && waiter.waited(now) < 2 * patience.toNanos();
  }

  /** Lets in whoever may go now, each tenant in its turn. */
  void letIn() {
    while (!waiting.isEmpty()) {
      Admission.Cause cause = obstacle();
      if (cause == null) {
        letNextIn();
      } else if (!cause.passes()) {
        waiting.turnAllAway(new Admission.Refused(cause));
      } else {
        // A call that ends lets them in by itself.
        if (cause != Admission.Cause.BUSY) {
          wake.accept(state.earliest(now(), waiting.length()));
        }
        return;
      }
    }
  }

  private void letNextIn() {
    CallQueue.Waiter next = waiting.next();
    if (next == null) {
      return;
    }
    switch (state.obstacleInTurn(next.target(), now())) {
      case null -> {
        next.complete(admit(next.target()));
        state.wentInLine(now());
      }
      case TARGET_BUSY -> targets.rejoin(next, now());
      case Admission.Cause own -> next.complete(new Admission.Refused(own));
    }
  }

  /** Those whose turn it is at their destination stand in the source's line now. */
  void goOn(List<CallQueue.Waiter> next) {
    next.forEach(waiting::join);
    letIn();
  }
}
