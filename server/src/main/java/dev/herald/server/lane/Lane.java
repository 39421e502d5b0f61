package dev.herald.server.lane;

import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.platform.Niceness;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One isolation class: its room in memory, and the thread that fills it from the table. */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int CLAIM = 500;
  private static final int EXPRESS_PART = 10;

  /** Until it looks again whether sources take more of what waits. */
  private static final Duration SOURCES_TURN = Duration.ofMillis(50);

  private final String name;
  private final Duration poll;
  private final TaskStore store;
  private final TaskHandler handler;
  private final Supplier<ProcessLease> lease;
  private final InFlight inFlight;
  private final UrgentUse urgentUse;
  private final boolean urgent;
  private final @Nullable Background background;
  private final Consumer<Runnable> starts;
  private final FairClaim claims;
  private final Room common;
  private final Room express;
  private final Semaphore wake = new Semaphore(0);
  private final Thread claimer;
  private volatile boolean running;
  private volatile boolean anyoneMayWait = true;
  private volatile Set<TenantChannel> behind = Set.of();
  private volatile Set<TenantChannel> hurried = ConcurrentHashMap.newKeySet();
  private final Map<TenantChannel, Hands> hands = new ConcurrentHashMap<>();

  /**
   * Tasks of a flow that are in hand.
   *
   * @param coming of these, those that have not begun
   */
  private record Hands(int all, int coming) {
    private static final Hands ONE = new Hands(1, 1);
    private static final Hands NONE = new Hands(0, 0);

    Hands and(Hands more) {
      return new Hands(all + more.all, coming + more.coming);
    }

    Hands begun() {
      return new Hands(all, coming - 1);
    }

    @Nullable Hands letGo() {
      return all == 1 ? null : new Hands(all - 1, coming);
    }
  }

  /** What all lanes of a process share. */
  record Shared(
      TaskStore store,
      TaskHandler handler,
      Supplier<ProcessLease> lease,
      InFlight inFlight,
      UrgentUse urgentUse,
      ToIntFunction<UUID> weight) {}

  Lane(String name, LaneSettings.Lane settings, Duration poll, Shared shared) {
    this.name = name;
    this.poll = poll;
    int capacity = settings.capacity();
    this.urgent = settings.priority() == LaneSettings.Priority.URGENT;
    this.urgentUse = shared.urgentUse;
    this.store = shared.store;
    String prefix = name + "-send-";
    ThreadFactory threads;
    if (settings.priority() == LaneSettings.Priority.BACKGROUND) {
      this.background = new Background(prefix, settings.besideUrgent(), urgentUse);
      threads = background.threads();
      store.letsOthersGoFirst(name);
    } else {
      this.background = null;
      threads = Thread.ofVirtual().name(prefix, 0).factory();
    }
    Executor sends = work -> threads.newThread(work).start();
    this.starts = urgent ? sends::execute : new StartThrottle(capacity, sends)::start;
    this.handler = shared.handler;
    this.lease = shared.lease;
    this.inFlight = shared.inFlight;
    this.claims = new FairClaim(name, store, shared.weight);
    this.express = new Room(capacity / EXPRESS_PART);
    this.common = new Room(capacity - express.size());
    this.claimer =
        Thread.ofPlatform().name(name + "-claim").daemon().unstarted(this::claimWhileRunning);
  }

  String name() {
    return name;
  }

  boolean isFull() {
    return running && common.isFull();
  }

  void start() {
    running = true;
    claimer.start();
  }

  /** Takes nothing new. */
  void close() {
    running = false;
    wake.release();
  }

  /** Waits for what is in hand. */
  boolean isEmptyWithin(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    if (claimer.isAlive()) {
      claimer.join(limit);
    }
    return common.tryTake(common.size(), Duration.ofNanos(end - System.nanoTime()))
        && express.tryTake(express.size(), Duration.ofNanos(end - System.nanoTime()));
  }

  /**
   * Room for tasks that are about to be saved; null while others of their flows wait in the table.
   * A part of the room is kept free of claims, so that a flow that has none waiting finds some
   * whatever the others have.
   *
   * @param pieces that the tasks take together
   */
  @Nullable Room reserve(Set<TenantChannel> flows, int pieces) {
    if (!running
        || !isBelievedIn()
        || (background != null && background.owesRest())
        || flows.stream().anyMatch(this::mayWait)) {
      return null;
    }
    if (common.tryTake(pieces)) {
      return common;
    }
    return express.tryTake(pieces) ? express : null;
  }

  private boolean mayWait(TenantChannel flow) {
    return anyoneMayWait || behind.contains(flow) || hurried.contains(flow);
  }

  private boolean isBelievedIn() {
    return lease.get().holdsFor(Duration.ZERO);
  }

  /** Tasks of these were saved without an owner. Where others wait, it looks soon anyway. */
  void hurry(Set<TenantChannel> flows) {
    hurried.addAll(flows);
    if (!behind.containsAll(flows)) {
      wake.release();
    }
  }

  /** Tasks of anyone came back to the table. */
  void hurry() {
    anyoneMayWait = true;
    wake.release();
  }

  /** Works on a task whose room was taken before. */
  void run(ClaimedTask claim, Room room) {
    hold(claim);
    start(claim, room);
  }

  private void hold(ClaimedTask claim) {
    if (urgent) {
      urgentUse.happens();
    }
    inFlight.add(claim);
    hands.merge(flow(claim), Hands.ONE, Hands::and);
  }

  private void start(ClaimedTask claim, Room room) {
    starts.accept(() -> {
      hands.computeIfPresent(flow(claim), (_, tasks) -> tasks.begun());
      work(claim, room);
    });
  }

  private static TenantChannel flow(ClaimedTask claim) {
    return TenantChannel.of(claim.task().message());
  }

  private void work(ClaimedTask claim, Room room) {
    try {
      Settlement settlement = handler.handle(claim);
      if (settlement instanceof Settlement.Finished ended && ended.event().call() == null) {
        wake.release();
      }
      store
          .settle(settlement, claim.owner().id())
          .whenComplete((_, failure) -> letGo(claim, room, failure));
    } catch (RuntimeException | Error bug) {
      letGo(claim, room, bug);
      throw bug;
    }
  }

  private void letGo(ClaimedTask claim, Room room, @Nullable Throwable failure) {
    inFlight.remove(claim);
    hands.computeIfPresent(flow(claim), (_, tasks) -> tasks.letGo());
    room.giveBack(claim.pieces());
    if (failure != null) {
      log.error(
          "Message {} could not be settled and will be taken up again", claim.task().id(), failure);
    }
  }

  private void claimWhileRunning() {
    if (background != null) {
      Niceness.lowerPriority();
    }
    while (running) {
      try {
        letUrgentGoFirst();
        if (!isBelievedIn() || !claim()) {
          rest();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Lane {} could not claim, trying again: {}", name, e.toString());
        pause();
      }
    }
  }

  private void letUrgentGoFirst() {
    if (background != null) {
      background.rest(() -> running);
    }
  }

  private void rest() throws InterruptedException {
    boolean someWait = !behind.isEmpty() || !hurried.isEmpty();
    Duration until = someWait && poll.compareTo(SOURCES_TURN) > 0 ? SOURCES_TURN : poll;
    boolean _ = wake.tryAcquire(until.toMillis(), TimeUnit.MILLISECONDS);
    wake.drainPermits();
  }

  /**
   * @return whether more may be waiting that could be claimed at once
   */
  private boolean claim() throws InterruptedException {
    if (!common.tryTake(1, poll)) {
      return true;
    }
    int wanted = 1;
    int most = background != null && background.isRestrained() ? Background.CLAIM : CLAIM;
    while (wanted < most && common.tryTake(1)) {
      wanted++;
    }
    int needed = 0;
    boolean more;
    Ground ground = new Ground();
    try {
      ProcessLease owner = lease.get();
      ground.owner = owner.id();
      hurried = ConcurrentHashMap.newKeySet();
      anyoneMayWait = false;
      FairClaim.Claimed got = claims.claim(wanted, owner.id(), ground);
      behind = got.behind();
      more = got.more();
      List<ClaimedTask> tasks =
          amongPeers(got.tasks().stream().map(task -> new ClaimedTask(task, owner)).toList());
      needed = tasks.stream().mapToInt(ClaimedTask::pieces).sum();
      begin(tasks);
    } finally {
      settleUp(wanted + ground.taken, needed);
    }
    return more;
  }

  /** Of one claim. */
  private final class Ground implements FairClaim.Ground {
    private UUID owner = new UUID(0, 0);
    private int taken;

    @Override
    public int capacity(TenantChannel flow) {
      int begin = hands(flow).coming;
      int free = handler.capacity(flow, owner) - begin;
      return begin > 0 && free < handler.together(flow) ? 0 : free;
    }

    @Override
    public int together(TenantChannel flow) {
      return urgent ? 1 : handler.together(flow);
    }

    @Override
    public int inHand(TenantChannel flow) {
      return hands(flow).all;
    }

    @Override
    public boolean takeRoom(int tasks) {
      boolean taken = common.tryTake(tasks);
      this.taken += taken ? tasks : 0;
      return taken;
    }

    private Hands hands(TenantChannel flow) {
      return hands.getOrDefault(flow, Hands.NONE);
    }
  }

  /** Those that may go in one call know of one another. What is urgent waits for nobody. */
  List<ClaimedTask> amongPeers(List<ClaimedTask> tasks) {
    return urgent ? tasks : Peers.among(tasks, handler::together);
  }

  private void settleUp(int taken, int needed) {
    if (needed < taken) {
      common.giveBack(taken - needed);
    } else {
      common.overdraw(needed - taken);
    }
  }

  /** All are in hand at once, so that none is taken for forgotten meanwhile. */
  private void begin(List<ClaimedTask> claimed) {
    claimed.forEach(this::hold);
    int begun = 0;
    for (ClaimedTask claim : claimed) {
      if (++begun % Background.FEW == 0) {
        letUrgentGoFirst();
      }
      start(claim, common);
    }
  }

  private void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
