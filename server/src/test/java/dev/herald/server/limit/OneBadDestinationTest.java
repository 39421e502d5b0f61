package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.server.limit.cap.LedgerInMemory;
import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever one destination does, messages to others keep their pace: a source's limiter under a
 * clock of its own, flooded with messages to one destination that hangs, crawls, refuses and
 * throttles in turn, with whatever fault its connector gives it.
 */
class OneBadDestinationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long PACE = TimeUnit.SECONDS.toNanos(1);
  private static final Exchange ANSWER = new Exchange("200", "said");

  private final SharedCaps caps = LedgerInMemory.alone();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    caps.destroy();
    clock.shutdownNow();
  }

  static long[] seeds() {
    return new Random(20_261_201).longs(30).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void messages_to_others_keep_their_pace_whatever_one_destination_does(long seed) {
    World world = new World(seed);

    world.run();

    assertThat(world.wrongs).as("seed %d", seed).isEmpty();
    assertThat(world.good).as("seed %d", seed).isGreaterThan(1_000);
    assertThat(world.badSent).as("seed %d: sent once it recovers", seed).isEqualTo(world.bad);
  }

  /** What the bad destination is like for a while. */
  private enum Mood {
    QUICK,
    SLOW,
    HANGS,
    DOWN,
    REFUSES,
    THROTTLES
  }

  private final class World {
    private final Random random;
    private final SourceLimiter limiter;
    private final Destination.Kind kind;
    private final Target illOne;
    private final List<UUID> tenants = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private long now = 1;
    private long order;
    private boolean calm;
    private Mood mood = Mood.HANGS;
    private Fault fault = Fault.DESTINATION;
    private int good;
    private int bad;
    private int badSent;

    private record Event(long at, long order, Runnable work) implements Comparable<Event> {
      @Override
      public int compareTo(Event other) {
        int byTime = Long.compare(at, other.at);
        return byTime == 0 ? Long.compare(order, other.order) : byTime;
      }
    }

    private record Waiting(CallQueue.Waiter waiter, Target target, long since) {}

    World(long seed) {
      random = new Random(seed);
      kind =
          List.of(Destination.Kind.EMAIL, Destination.Kind.URL, Destination.Kind.PHONE)
              .get(random.nextInt(3));
      illOne = new Target(kind, "bad.example");
      limiter = gate(List.of(4, 8, 32, 128).get(random.nextInt(4)));
    }

    private SourceLimiter gate(int calls) {
      LimitSettings settings =
          new LimitSettings(
              new LimitSettings.Breaker(Duration.ofSeconds(5), Duration.ofMinutes(1)),
              calls,
              5_000,
              PATIENCE,
              Duration.ofMinutes(1));
      return new SourceLimiter(
          new ConfiguredSource(
              new Source(UUID.randomUUID(), "shared", "any", Map.of()),
              Channel.EMAIL,
              null,
              1,
              List.of(),
              AmbiguityPolicy.RESEND,
              null),
          calls,
          UUID.randomUUID(),
          new SourceLimiter.Surroundings(settings, caps, clock, () -> now, (_, _, _) -> {}));
    }

    void run() {
      in(0, this::goodComes);
      in(0, this::badCome);
      in(0, this::changeMood);
      in(PACE, this::look);
      in(4 * MINUTE, () -> calm = true);
      while (!events.isEmpty() && now < 30 * MINUTE && !(calm && bad == badSent)) {
        Event next = events.remove();
        now = next.at;
        next.work.run();
        handOut();
      }
    }

    private void in(long after, Runnable work) {
      events.add(new Event(now + after, order++, work));
    }

    private void changeMood() {
      mood = calm ? Mood.QUICK : Mood.values()[random.nextInt(Mood.values().length)];
      fault = Fault.values()[random.nextInt(Fault.values().length)];
      in(random.nextLong(MINUTE), this::changeMood);
    }

    private void goodComes() {
      good++;
      come(new Target(kind, "good-%d.example".formatted(random.nextInt(200))));
      in((20 + random.nextInt(40)) * MILLI, this::goodComes);
    }

    private void badCome() {
      if (calm) {
        return;
      }
      int many = random.nextInt(10) == 0 ? 200 : 1;
      bad = bad + many;
      for (int i = 0; i < many; i++) {
        come(illOne);
      }
      in(random.nextLong(2 * PACE), this::badCome);
    }

    private void come(Target target) {
      UUID tenant = tenants.get(random.nextInt(tenants.size()));
      waiting.add(
          new Waiting(limiter.ask(new CallRequest(tenant, 1, target), PATIENCE), target, now));
    }

    private void look() {
      waiting.forEach(each -> limiter.decided(each.waiter, PATIENCE));
      in(PACE, this::look);
    }

    private void handOut() {
      List<Waiting> done = waiting.stream().filter(each -> each.waiter.isDone()).toList();
      waiting.removeAll(done);
      for (Waiting each : done) {
        boolean ill = each.target.equals(illOne);
        Admission answer =
            each.waiter.isCancelled()
                ? new Admission.Refused(Admission.Cause.TARGET_BUSY)
                : each.waiter.join();
        if (!ill && now - each.since > PACE) {
          wrongs.add(
              "at %d ms one waited %d ms, %s, %s"
                  .formatted(now / MILLI, (now - each.since) / MILLI, kind, limiter.standing()));
        }
        switch (answer) {
          case Admission.Granted(CallPermit permit) -> call(permit, each.target);
          case Admission.Refused(Admission.Cause cause) when ill ->
              in(until(cause).toNanos() + random.nextLong(50) * MILLI, () -> come(illOne));
          case Admission.Refused(Admission.Cause cause) ->
              wrongs.add("%d: one was turned away: %s".formatted(now, cause));
        }
      }
    }

    private Duration until(Admission.Cause cause) {
      return cause == Admission.Cause.TARGET_BUSY
          ? limiter.lineUp(illOne)
          : limiter.until(cause, illOne);
    }

    private void call(CallPermit permit, Target target) {
      permit.calls();
      boolean ill = target.equals(illOne);
      Mood met = ill && !calm ? mood : Mood.QUICK;
      SendResult result = result(met, fault);
      in(
          took(met),
          () -> {
            permit.answered(result);
            permit.close();
            if (ill && result instanceof SendResult.Accepted) {
              badSent++;
            } else if (ill) {
              in(random.nextLong(MINUTE), () -> come(illOne));
            }
          });
    }

    private long took(Mood met) {
      return switch (met) {
        case QUICK -> (1 + random.nextInt(20)) * MILLI;
        case SLOW -> (1_000 + random.nextInt(8_000)) * MILLI;
        case HANGS -> DEADLINE;
        case DOWN, REFUSES, THROTTLES -> random.nextInt(200) * MILLI;
      };
    }

    private SendResult result(Mood met, Fault whose) {
      return switch (met) {
        case QUICK, SLOW -> new SendResult.Accepted(ANSWER);
        case HANGS -> new SendResult.Unknown(whose, "no answer", Exchange.NONE);
        case DOWN -> new SendResult.Retryable(whose, "refused", Exchange.NONE);
        case REFUSES ->
            new SendResult.Rejected(whose, Rejection.CREDENTIALS, "who are you?", ANSWER);
        case THROTTLES ->
            new SendResult.Throttled(
                whose, Duration.ofSeconds(random.nextInt(600)), "slower", ANSWER);
      };
    }
  }
}
