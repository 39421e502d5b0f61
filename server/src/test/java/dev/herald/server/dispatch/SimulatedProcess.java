package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.SendResult;
import dev.herald.server.lane.TestLeases;
import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that takes submissions, owns tasks, calls the provider, and may die at any step. */
final class SimulatedProcess {
  static final long LEASE = 6_000;
  static final long DEADLINE = 2_000;
  private static final long BEAT = 1_000;
  private static final long POLL = 400;
  private static final long COMPARE = 4_000;
  private static final long STUMBLE = 40;
  private static final Channel HELD = Channel.SMS;

  private final Simulation world;
  private final String home;
  private final UUID source;
  private final Random random;
  private final Set<UUID> inHand = new HashSet<>();
  private Set<UUID> suspects = Set.of();
  private ProcessLease lease;
  private long skew;
  private int life;
  private boolean alive;
  private long pausedUntil;

  SimulatedProcess(Simulation world, String home, Random random) {
    this.world = world;
    this.home = home;
    this.random = random;
    this.source = world.id();
    this.lease = fresh();
  }

  private ProcessLease fresh() {
    return TestLeases.on(world.id(), Duration.ofMillis(LEASE), this::nanoTime);
  }

  private long nanoTime() {
    return TimeUnit.MILLISECONDS.toNanos(world.timeline().now());
  }

  /** What the process takes for the time. */
  private Instant clock() {
    return Timeline.instant(world.timeline().now() + skew);
  }

  // --- life ---

  void start() {
    life++;
    alive = false;
    inHand.clear();
    suspects = Set.of();
    stepClock();
    long asked = nanoTime();
    commit(
        () -> {
          ProcessLease begun = fresh();
          world.store().begin(begun.id(), home);
          return begun;
        },
        begun -> begin(begun, asked));
  }

  private void begin(ProcessLease begun, long asked) {
    TestLeases.beaten(begun, asked);
    lease = begun;
    alive = true;
    repeat(BEAT, this::beat);
    repeat(BEAT, () -> commit(() -> world.store().adopt(LEASE), _ -> {}));
    repeat(POLL, this::claim);
    if (world.lacks(InjectedBug.LOST_COMMITS_ARE_FORGOTTEN)) {
      repeat(COMPARE, this::compare);
    }
  }

  void crash() {
    life++;
    alive = false;
    world.timeline().in(random.nextLong(2 * LEASE), this::start);
  }

  void pause() {
    pausedUntil = world.timeline().now() + random.nextLong(2 * LEASE);
  }

  void stepClock() {
    skew = random.nextLong(-Simulation.CLOCKS_DIFFER_BY, Simulation.CLOCKS_DIFFER_BY);
  }

  /** Leaves in order: others take over what is not done when it goes. */
  void leave() {
    if (!world.lacks(InjectedBug.HEARTBEAT_STOPS_BEFORE_THE_WORKERS)) {
      world.store().end(lease.id());
    }
    alive = false;
    in(
        DEADLINE + 1_000,
        () -> {
          world.store().end(lease.id());
          life++;
          alive = false;
          inHand.clear();
          world.timeline().in(random.nextLong(LEASE), this::start);
        });
  }

  boolean takesRequests() {
    return alive && world.timeline().now() >= pausedUntil;
  }

  private void in(long millis, Runnable step) {
    int mine = life;
    world.timeline().in(millis, () -> resume(mine, step));
  }

  private void resume(int mine, Runnable step) {
    long wait = pausedUntil - world.timeline().now();
    if (mine == life && wait > 0) {
      world.timeline().in(wait, () -> resume(mine, step));
    } else if (mine == life) {
      step.run();
    }
  }

  private void repeat(long every, Runnable step) {
    in(
        every,
        () -> {
          step.run();
          repeat(every, step);
        });
  }

  /** A transaction as group commit writes it: again until it is answered. */
  private <T> void commit(Supplier<T> transaction, Consumer<T> then) {
    switch (world.weather()) {
      case FAIR -> {
        T result = transaction.get();
        in(random.nextLong(5), () -> then.accept(result));
      }
      case REFUSED -> in(STUMBLE, () -> commit(transaction, then));
      case ANSWER_LOST -> {
        T unheard = transaction.get();
        Objects.requireNonNull(unheard);
        in(STUMBLE + random.nextLong(2_000), () -> commit(transaction, then));
      }
    }
  }

  // --- ownership ---

  private void beat() {
    ProcessLease current = lease;
    long asked = nanoTime();
    commit(
        () -> world.store().beat(current.id(), world.timeline().now() + skew),
        believed -> {
          if (believed) {
            TestLeases.beaten(current, asked);
          } else if (!world.lacks(InjectedBug.GOES_ON_WHEN_FENCED)) {
            TestLeases.beaten(current, asked);
          } else if (current == lease) {
            goOnAsAnother(current);
          }
        });
  }

  private void goOnAsAnother(ProcessLease lapsed) {
    TestLeases.fenced(lapsed);
    ProcessLease next = fresh();
    world.store().begin(next.id(), home);
    TestLeases.beaten(next, nanoTime());
    lease = next;
  }

  private void compare() {
    UUID me = lease.id();
    Set<UUID> unknown = new HashSet<>(world.store().ownedBy(me));
    unknown.removeAll(inHand);
    Set<UUID> forgotten = new HashSet<>(unknown);
    forgotten.retainAll(suspects);
    suspects = unknown;
    world.store().disown(forgotten, me);
  }

  // --- work ---

  /** Saves a message; the answer is the id that its key stands for. */
  void accept(String key, NewMessage message, Consumer<UUID> answer) {
    ProcessLease owner = lease;
    boolean handOver = owner.holdsFor(Duration.ZERO) && random.nextBoolean();
    if (handOver) {
      inHand.add(message.id());
    }
    if (!world.lacks(InjectedBug.ACK_BEFORE_COMMIT)) {
      answer.accept(message.id());
      in(STUMBLE, () -> save(key, message, handOver ? owner : null, _ -> {}));
      return;
    }
    save(key, message, handOver ? owner : null, answer);
  }

  private void save(
      String key, NewMessage message, @Nullable ProcessLease owner, Consumer<UUID> answer) {
    commit(
        () -> world.store().save(key, message, owner == null ? null : owner.id()),
        saved -> {
          answer.accept(saved);
          if (owner != null && saved.equals(message.id())) {
            work(MessageTask.handedOver(message), owner);
          } else if (owner != null) {
            inHand.remove(message.id());
          }
        });
  }

  private void claim() {
    ProcessLease owner = lease;
    if (!alive || !owner.holdsFor(Duration.ZERO)) {
      return;
    }
    switch (world.weather()) {
      case FAIR -> {
        List<MessageTask> claimed = world.store().claim(5, owner.id());
        claimed.forEach(task -> inHand.add(task.id()));
        claimed.forEach(task -> work(task, owner));
      }
      case REFUSED -> {}
      case ANSWER_LOST -> world.store().claim(5, owner.id());
    }
  }

  private void work(MessageTask task, ProcessLease owner) {
    in(
        random.nextLong(20),
        () -> {
          if (task.state() == MessageState.UNKNOWN) {
            ask(task, owner);
          } else {
            attempt(task, owner);
          }
        });
  }

  private void ask(MessageTask task, ProcessLease owner) {
    SendResult result = world.provider().ask(task.id());
    in(
        random.nextLong(50),
        () -> settle(new AttemptOutcome.Told(result, call(task, result)), task, owner));
  }

  private void attempt(MessageTask task, ProcessLease owner) {
    Instant expiry = task.message().expiresAt();
    if (expiry != null && !clock().isBefore(expiry) && world.lacks(InjectedBug.EXPIRY_IGNORED)) {
      settle(new AttemptOutcome.Expired(), task, owner);
      return;
    }
    if (!owner.holdsFor(Duration.ofMillis(DEADLINE))
        && world.lacks(InjectedBug.CALLS_WITHOUT_A_LEASE)) {
      settle(
          new AttemptOutcome.NotYet(
              Duration.ZERO, "not proven to be the owner", random.nextBoolean()),
          task,
          owner);
    } else if (isHeld(task) && world.lacks(InjectedBug.CALL_BEFORE_ITS_MARK)) {
      commit(
          () -> world.store().start(task, owner.id(), source),
          mine -> {
            if (mine && owner.holdsFor(Duration.ofMillis(DEADLINE))) {
              call(task, owner);
            } else {
              settle(
                  new AttemptOutcome.NotYet(Duration.ZERO, "not the owner, or too late", true),
                  task,
                  owner);
            }
          });
    } else {
      call(task, owner);
    }
  }

  private static boolean isHeld(MessageTask task) {
    return task.message().context().route().channel().equals(HELD);
  }

  private void call(MessageTask task, ProcessLease owner) {
    world.callBegins(task, owner.id());
    SimulatedProvider.Reply reply = world.provider().call(task.id(), DEADLINE);
    in(
        reply.after(),
        () ->
            settle(
                new AttemptOutcome.Answered(
                    reply.result(),
                    call(task, reply.result()),
                    isHeld(task) ? AmbiguityPolicy.HOLD : AmbiguityPolicy.RESEND),
                task,
                owner));
  }

  private TraceEvent.Call call(MessageTask task, SendResult result) {
    return Calls.of(result, task.attempt(), source, Duration.ZERO);
  }

  private void settle(AttemptOutcome outcome, MessageTask task, ProcessLease owner) {
    Settlement settlement = world.decide(outcome, task, clock(), random.nextDouble());
    commit(() -> world.store().settle(settlement, owner.id()), _ -> inHand.remove(task.id()));
  }
}
