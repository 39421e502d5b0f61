package dev.herald.server.limit.cap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Processes that crash, are paused for longer than their lease, lose the ledger's answers and make
 * slow calls, on one virtual clock. The provider's log must hold the cap in every window.
 *
 * <p>{@code -Dherald.cap.seed=N} repeats one schedule, {@code -Dherald.cap.seeds=N} runs more.
 */
class CapSimulationTest {
  private static final int SEEDS = Integer.getInteger("herald.cap.seeds", 2_000);
  private static final int PROCESSES = 3;
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long LEASE = 2_000 * MILLI;
  private static final long DEADLINE = 500 * MILLI;
  private static final UUID KEY = new UUID(0, 1);

  @Test
  void no_window_holds_more_than_the_cap_whatever_happens_to_the_processes() {
    Long only = Long.getLong("herald.cap.seed");
    int idle = 0;
    for (long seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
      World world = new World(seed);
      world.run(6_000 * MILLI);
      world.check();
      idle += world.arrivals.isEmpty() ? 1 : 0;
    }
    assertThat(idle).as("worlds in which every permit was lost in crashes").isLessThan(SEEDS / 100);
  }

  @Test
  void three_processes_at_full_pressure_use_nearly_all_of_the_cap() {
    World world = new World(7, RateCap.parse("1000 per second"));
    world.calm = true;
    world.run(10_000 * MILLI);
    world.check();

    long used = world.arrivals.stream().filter(at -> at > 5_000 * MILLI).count();
    assertThat(used).isGreaterThan(5 * 970L);
  }

  /** Else all that a process has comes back at one moment, at every look anew. */
  @Test
  void processes_that_all_have_their_part_keep_it() {
    World world = new World(7, RateCap.parse("1000 per second"));
    world.calm = true;
    world.run(5_000 * MILLI);
    world.lent = 0;
    world.run(10_000 * MILLI);

    assertThat(world.lent).as("permits that changed hands").isZero();
  }

  private static final class World {
    private final long seed;
    private final Random random;
    private final RateCap cap;
    private final LedgerInMemory ledger = new LedgerInMemory(() -> this.now);
    private final List<Process> processes = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private long now = 1;
    private boolean calm;
    private int lent;

    World(long seed) {
      this(
          seed,
          new RateCap(
              new Random(seed).nextInt(1, 40),
              Duration.ofMillis(new Random(~seed).nextBoolean() ? 1_000 : 6_000)));
    }

    World(long seed, RateCap cap) {
      this.seed = seed;
      this.random = new Random(seed);
      this.cap = cap;
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(new Process(this));
      }
    }

    void run(long length) {
      for (long step = MILLI; now < length; now += step) {
        processes.forEach(Process::step);
      }
    }

    void check() {
      List<Long> sorted = arrivals.stream().sorted().toList();
      for (int i = 0; i + cap.permits() < sorted.size(); i++) {
        assertThat(sorted.get(i + cap.permits()) - sorted.get(i))
            .as("seed %d, %s, from arrival %d at %d", seed, cap, i, sorted.get(i))
            .isGreaterThanOrEqualTo(cap.window().toNanos());
      }
    }
  }

  /** A call under way: when the provider hears it and when its answer is here. */
  private record Call(long arrives, long answered) {}

  private static final class Process {
    private final World world;
    private final PriorityQueue<Call> calls =
        new PriorityQueue<>((one, other) -> Long.compare(one.answered, other.answered));
    private UUID incarnation;
    private SharedCap cap;
    private long beat;
    private long paused;
    private long nextLook;

    Process(World world) {
      this.world = world;
      begin();
    }

    private void begin() {
      incarnation = new UUID(world.random.nextLong(), world.random.nextLong());
      cap = new SharedCap(new CapLedger.Name(KEY, world.cap), incarnation, () -> {});
      beat = world.now;
      calls.clear();
    }

    void step() {
      if (world.now < paused) {
        if (world.now > beat + LEASE) {
          world.ledger.end(incarnation);
        }
        return;
      }
      if (world.now > beat + LEASE) {
        world.ledger.end(incarnation);
        begin();
      }
      beat = world.now;
      hearAnswers();
      speak();
      call();
      if (!world.calm) {
        suffer();
      }
    }

    private void hearAnswers() {
      while (!calls.isEmpty() && calls.element().answered <= world.now) {
        calls.remove();
        cap.ended(world.now);
      }
    }

    private void speak() {
      boolean look = world.now >= nextLook && cap.holdsSome();
      if (!cap.isDue(world.now) && !look) {
        return;
      }
      nextLook = world.now + SharedCaps.LOOK.toNanos();
      CapLedger.Statement said = cap.statement(world.now, Duration.ofNanos(DEADLINE));
      int luck = world.calm ? 9 : world.random.nextInt(10);
      if (luck == 0) {
        return;
      }
      CapLedger.Loan loan = world.ledger.exchange(said);
      world.lent += loan.permits();
      if (luck > 1) {
        cap.answer(said, loan, world.now);
      }
    }

    private void call() {
      int wish = world.calm ? 10 : world.random.nextInt(4);
      for (int i = 0; i < wish && cap.earliestButOne(world.now, 1) <= world.now; i++) {
        cap.take(world.now);
        long answered =
            world.now + (world.calm ? 5 * MILLI : world.random.nextLong(MILLI, DEADLINE));
        Call call = new Call(world.random.nextLong(world.now, answered), answered);
        calls.add(call);
        world.arrivals.add(call.arrives);
      }
    }

    private void suffer() {
      int fate = world.random.nextInt(2_000);
      if (fate == 0) {
        crash();
      } else if (fate <= 2) {
        paused = world.now + world.random.nextLong(2 * LEASE);
      }
    }

    /** What was on its way when it died never arrives. */
    private void crash() {
      calls.stream()
          .filter(call -> call.arrives > world.now)
          .forEach(call -> world.arrivals.remove(call.arrives));
      world.ledger.end(incarnation);
      begin();
    }
  }
}
