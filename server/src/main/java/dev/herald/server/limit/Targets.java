package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the destinations of one source stand in this process, so that none takes what others need: a
 * destination never has all calls of the source, and waits for its own. What is ordinary is not
 * kept, and of the rest a bounded number. Kept by the limiter's lock; times are of {@link
 * System#nanoTime()}.
 */
final class Targets {
  private static final int REMEMBERED = 10_000;

  /** Of how many calls a destination of which nothing is known may have one. */
  private static final int FIRST_PART = 8;

  /** Of how many calls one is left to other destinations. */
  private static final int SPARED_PART = 4;

  private static final int CROWD = 4;

  private final int callsAtOnce;
  private final int longestLine;
  private final Map<Target, TargetLoad> loads = new LinkedHashMap<>(16, 0.75f, true);

  /** Those with so many calls under way that the source's limit may have come to be below them. */
  private final Set<TargetLoad> crowded = new HashSet<>();

  private int waiting;

  /**
   * @param longestLine how many may wait for one destination
   */
  Targets(int callsAtOnce, int longestLine) {
    this.callsAtOnce = callsAtOnce;
    this.longestLine = longestLine;
  }

  /**
   * What a destination itself puts in the way of another call; null: nothing.
   *
   * @param calls of the source now
   */
  Admission.@Nullable Cause obstacle(Target target, ConcurrencyLimiter.Use calls, long now) {
    TargetLoad load = loads.get(target);
    if (load == null) {
      return null;
    }
    if (load.rests(now)) {
      return Admission.Cause.TARGET_CLOSED;
    }
    return load.isAwaited() || !hasRoom(load, calls) ? Admission.Cause.TARGET_BUSY : null;
  }

  /** The same for one whose turn it is. */
  Admission.@Nullable Cause obstacleInTurn(Target target, ConcurrencyLimiter.Use calls, long now) {
    TargetLoad load = loads.get(target);
    if (load == null) {
      return null;
    }
    if (load.rests(now)) {
      return Admission.Cause.TARGET_CLOSED;
    }
    return hasRoom(load, calls) ? null : Admission.Cause.TARGET_BUSY;
  }

  private static boolean hasRoom(TargetLoad load, ConcurrencyLimiter.Use calls) {
    return load.free(share(calls.most()), calls.isLight()) > 0;
  }

  /**
   * How many calls are under way beyond what their destination may have by now: the source's limit
   * fell meanwhile, and other destinations are not to wait for them.
   *
   * @param calls how many the source may have under way now
   */
  int excess(int calls) {
    int excess = 0;
    for (TargetLoad load : crowded) {
      excess += Math.max(0, load.underWay() - share(calls));
    }
    return excess;
  }

  private static int share(int calls) {
    return Math.max(1, calls - Math.max(1, calls / SPARED_PART));
  }

  void begun(Target target, long now) {
    if (!target.isSource()) {
      TargetLoad load = load(target, now);
      load.begun();
      if (load.underWay() >= CROWD) {
        crowded.add(load);
      }
    }
  }

  /** No call was made. */
  void dropped(Target target, long now) {
    TargetLoad load = loads.get(target);
    if (load != null) {
      load.dropped();
      left(target, load, now);
    }
  }

  void ended(Target target, long took, SendResult result, long now) {
    TargetLoad load = loads.get(target);
    if (load != null) {
      boolean taken = result instanceof SendResult.Accepted;
      load.ended(took, taken || result.exchange().status() != null);
      left(target, load, now);
    }
  }

  /** Nothing goes to it for a while. */
  void rest(Target target, long now, long rest) {
    load(target, now).rest(now, rest);
  }

  private TargetLoad load(Target target, long now) {
    TargetLoad load = loads.get(target);
    if (load == null) {
      load = new TargetLoad(Math.min(most(), first()), most(), now);
      loads.put(target, load);
      makeRoom();
    }
    return load;
  }

  private int most() {
    return share(callsAtOnce);
  }

  private int first() {
    return Math.max(2, callsAtOnce / FIRST_PART);
  }

  /** The one that was seen longest ago goes, if nothing of it is under way. */
  private void makeRoom() {
    Iterator<TargetLoad> eldest = loads.values().iterator();
    while (loads.size() > REMEMBERED && eldest.hasNext()) {
      if (eldest.next().isIdle()) {
        eldest.remove();
      }
    }
  }

  private void left(Target target, TargetLoad load, long now) {
    if (load.underWay() < CROWD) {
      crowded.remove(load);
    }
    if (load.isOrdinary(now)) {
      loads.remove(target);
    }
  }

  // --- those who wait for a call to a destination ---

  int waiting() {
    return waiting;
  }

  boolean takes(CallRequest request, Duration patience, long now) {
    TargetLoad load = load(request.target(), now);
    return load.waiting() < longestLine && load.comesWithin(request, patience.toNanos());
  }

  void join(CallQueue.Waiter waiter, long now) {
    waiter.waitsForTarget(true);
    load(waiter.target(), now).join(waiter);
    waiting++;
  }

  /** Before all others: it was its turn already. */
  void rejoin(CallQueue.Waiter waiter, long now) {
    waiter.waitsForTarget(true);
    load(waiter.target(), now).rejoin(waiter);
    waiting++;
  }

  void leave(CallQueue.Waiter waiter) {
    TargetLoad load = loads.get(waiter.target());
    if (load != null && load.leave(waiter)) {
      waiting--;
    }
  }

  /** Those whose turn it is at a destination; they wait for it no longer. */
  List<CallQueue.Waiter> next(Target target, ConcurrencyLimiter.Use calls) {
    TargetLoad load = loads.get(target);
    return load == null
        ? List.of()
        : called(load.next(load.free(share(calls.most()), calls.isLight())));
  }

  /** All who wait for any; they wait no longer. */
  List<CallQueue.Waiter> all() {
    return loads.values().stream().flatMap(load -> called(load.all()).stream()).toList();
  }

  private List<CallQueue.Waiter> called(List<CallQueue.Waiter> waiters) {
    waiters.forEach(waiter -> waiter.waitsForTarget(false));
    waiting = waiting - waiters.size();
    return waiters;
  }

  // --- when to come again ---

  long restsFor(Target target, long now) {
    TargetLoad load = loads.get(target);
    return load == null ? 0 : load.restsFor(now);
  }

  long turn(Target target, long now) {
    return load(target, now).turn(now);
  }
}
