package dev.herald.server.dispatch;

import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A provider that takes, refuses, stalls and loses answers, and keeps its own book. */
final class SimulatedProvider {
  private final Timeline timeline;
  private final Random random;
  private final Map<UUID, List<Long>> effects = new LinkedHashMap<>();
  private final List<Long> calls = new ArrayList<>();
  private boolean healthy;

  SimulatedProvider(Timeline timeline, Random random) {
    this.timeline = timeline;
    this.random = random;
  }

  /** What the caller learns, and when. */
  record Reply(long after, SendResult result) {}

  void heal() {
    healthy = true;
  }

  Reply call(UUID message, long deadline) {
    calls.add(timeline.now());
    long slow = random.nextInt(10) == 0 ? random.nextLong(deadline) : random.nextLong(50);
    return switch (healthy ? 0 : random.nextInt(12)) {
      case 7 -> new Reply(slow, new SendResult.Retryable(Fault.PROVIDER, "busy", Exchange.NONE));
      case 8 ->
          new Reply(
              slow,
              new SendResult.Throttled(
                  Fault.SOURCE,
                  Duration.ofMillis(random.nextInt(5_000)),
                  "too fast",
                  Exchange.NONE));
      case 9 -> {
        take(message, random.nextLong(deadline));
        yield new Reply(
            deadline, new SendResult.Unknown(Fault.PROVIDER, "no answer", Exchange.NONE));
      }
      case 10 ->
          new Reply(deadline, new SendResult.Unknown(Fault.PROVIDER, "no answer", Exchange.NONE));
      case 11 ->
          new Reply(
              slow,
              new SendResult.Rejected(
                  random.nextBoolean() ? Rejection.RECIPIENT : Rejection.CREDENTIALS,
                  "no",
                  Exchange.NONE));
      default -> {
        take(message, 0);
        yield new Reply(slow, new SendResult.Accepted(Exchange.NONE));
      }
    };
  }

  private void take(UUID message, long after) {
    timeline.in(
        after, () -> effects.computeIfAbsent(message, _ -> new ArrayList<>()).add(timeline.now()));
  }

  SendResult ask(UUID message) {
    if (!healthy && random.nextInt(3) == 0) {
      return new SendResult.Retryable(Fault.PROVIDER, "busy", Exchange.NONE);
    }
    return effects.containsKey(message)
        ? new SendResult.Accepted(Exchange.NONE)
        : new SendResult.Unknown(Fault.PROVIDER, "no report yet", Exchange.NONE);
  }

  List<Long> effects(UUID message) {
    return effects.getOrDefault(message, List.of());
  }

  List<Long> calls() {
    return calls;
  }
}
