package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.server.dispatch.retry.RetryPolicy;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A small cluster under a virtual clock: processes that crash, stall and leave, a database that
 * refuses and loses answers, a provider with moods, clients that insist. What is decided is decided
 * by {@link Decisions} and the lease of the product; the rest is simulated. The same seed always
 * goes the same way.
 */
final class Simulation {
  private static final int PROCESSES = 2;
  private static final int MESSAGES = 8;
  private static final long STORM = 20_000;
  private static final long PATIENCE = 240_000;
  private static final long CLIENT_PATIENCE = 2_500;
  static final long CLOCKS_DIFFER_BY = 4_000;

  private final long seed;
  private final Random random;
  private final EnumSet<InjectedBug> flaws;
  private final Timeline timeline = new Timeline();
  private final SimulatedStore store;
  private final SimulatedProvider provider;
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final Map<String, UUID> acks = new LinkedHashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private final Decisions decisions =
      new Decisions(
          new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(4), 5, 0.2),
          new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(4), 4, 0.1));
  private boolean calm;
  private long outageUntil;

  private Simulation(long seed, EnumSet<InjectedBug> flaws) {
    this.seed = seed;
    this.random = new Random(seed);
    this.flaws = flaws;
    this.store = new SimulatedStore(timeline, flaws);
    this.provider = new SimulatedProvider(timeline, random);
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(new SimulatedProcess(this, "home-" + i, random));
    }
  }

  /** How the database takes the next transaction. */
  enum Weather {
    FAIR,
    REFUSED,
    ANSWER_LOST
  }

  /**
   * @return what went wrong; empty: nothing
   */
  static List<String> run(long seed, EnumSet<InjectedBug> flaws) {
    return new Simulation(seed, flaws).run();
  }

  private List<String> run() {
    processes.forEach(SimulatedProcess::start);
    for (int i = 0; i < MESSAGES; i++) {
      String key = "key-" + i;
      NewMessage template = message(i);
      timeline.in(500 + random.nextLong(3_000) * (i % 2), () -> submit(key, template));
    }
    timeline.in(1_000, this::trouble);
    timeline.runUntil(STORM);
    calm = true;
    provider.heal();
    while (timeline.now() < PATIENCE && (store.waiting() > 0 || acks.size() < MESSAGES)) {
      timeline.runUntil(timeline.now() + 2_000);
    }
    timeline.runUntil(timeline.now() + 2 * SimulatedProcess.DEADLINE);
    return new SimulationJudge(this, store, provider).judge();
  }

  private void trouble() {
    if (calm) {
      return;
    }
    SimulatedProcess victim = processes.get(random.nextInt(PROCESSES));
    switch (random.nextInt(6)) {
      case 0 -> victim.crash();
      case 1 -> victim.pause();
      case 2 -> victim.stepClock();
      case 3 -> outageUntil = timeline.now() + random.nextLong(8_000);
      case 4 -> victim.leave();
      default -> {}
    }
    timeline.in(random.nextLong(4_000), this::trouble);
  }

  /** A client goes on until it is told that its message is accepted. */
  private void submit(String key, NewMessage message) {
    if (acks.containsKey(key)) {
      return;
    }
    List<SimulatedProcess> open =
        processes.stream().filter(SimulatedProcess::takesRequests).toList();
    if (!open.isEmpty()) {
      open.get(random.nextInt(open.size()))
          .accept(key, withNewId(message), saved -> acknowledge(key, saved));
    }
    timeline.in(CLIENT_PATIENCE, () -> submit(key, message));
  }

  private void acknowledge(String key, UUID saved) {
    UUID before = acks.putIfAbsent(key, saved);
    if (before != null && !before.equals(saved)) {
      wrong("%s was acknowledged as two messages".formatted(key));
    }
  }

  private NewMessage message(int number) {
    Route first = leg(number % 3 == 0 ? Channel.SMS : Channel.EMAIL);
    boolean expires = number % 4 == 1;
    return new NewMessage(
        id(),
        id(),
        new NewMessage.Ownership(id(), id(), id(), null),
        "normal",
        "esop",
        null,
        expires ? Timeline.instant(1_000 + random.nextLong(15_000)) : null,
        null,
        null,
        new MessageContext(
            first,
            number % 4 == 0 ? List.of(leg(Channel.WECOM)) : List.of(),
            JsonNodeFactory.instance.objectNode(),
            Locale.ENGLISH,
            ZoneOffset.UTC,
            null,
            null));
  }

  private Route leg(Channel channel) {
    return new Route(channel, new Destination(Destination.Kind.NONE, ""), id());
  }

  private NewMessage withNewId(NewMessage message) {
    return new NewMessage(
        id(),
        message.requestId(),
        message.ownership(),
        message.lane(),
        message.requestedBy(),
        message.dueAt(),
        message.expiresAt(),
        message.dedup(),
        message.origin(),
        message.context());
  }

  // --- what a process sees of the world ---

  Timeline timeline() {
    return timeline;
  }

  SimulatedStore store() {
    return store;
  }

  SimulatedProvider provider() {
    return provider;
  }

  boolean lacks(InjectedBug bug) {
    return !flaws.contains(bug);
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  Weather weather() {
    if (calm) {
      return Weather.FAIR;
    }
    if (timeline.now() < outageUntil) {
      return Weather.REFUSED;
    }
    return switch (random.nextInt(24)) {
      case 0 -> Weather.REFUSED;
      case 1 -> Weather.ANSWER_LOST;
      default -> Weather.FAIR;
    };
  }

  Settlement decide(AttemptOutcome outcome, MessageTask task, Instant now, double chance) {
    return decisions.on(flawed(outcome), attempted(task), now, chance);
  }

  private MessageTask attempted(MessageTask task) {
    return lacks(InjectedBug.RETRIES_FOR_EVER)
        ? task
        : new MessageTask(
            task.message(),
            task.state(),
            1,
            0,
            task.queries(),
            task.lastSource(),
            task.startedAt(),
            task.providerId(),
            task.sequence(),
            task.deferral());
  }

  private AttemptOutcome flawed(AttemptOutcome outcome) {
    return outcome instanceof AttemptOutcome.Answered(var result, var call, var ambiguity)
        ? new AttemptOutcome.Answered(
            flawed(result),
            Calls.of(flawed(result), call.attempt(), source(call.sourceId()), Duration.ZERO),
            lacks(InjectedBug.HELD_IS_REPEATED) ? ambiguity : AmbiguityPolicy.RESEND)
        : outcome;
  }

  private static UUID source(@Nullable UUID source) {
    return Objects.requireNonNull(source);
  }

  private SendResult flawed(SendResult result) {
    boolean unknown = result instanceof SendResult.Unknown;
    if (unknown && !lacks(InjectedBug.UNKNOWN_IS_FAILED)) {
      return new SendResult.Rejected(Rejection.CONTENT, "no answer", Exchange.NONE);
    }
    if (unknown && !lacks(InjectedBug.UNKNOWN_IS_SENT)
        || result instanceof SendResult.Retryable && !lacks(InjectedBug.BUSY_IS_SENT)) {
      return new SendResult.Accepted(Exchange.NONE);
    }
    return result;
  }

  /** Watches each call as it begins. */
  void callBegins(MessageTask task, UUID owner) {
    long now = timeline.now();
    if (store.isOver(owner)) {
      wrong("a call for %s began at %d by a process taken for dead".formatted(task.id(), now));
    }
    Instant expiry = task.message().expiresAt();
    if (expiry != null && now > Timeline.millis(expiry) + CLOCKS_DIFFER_BY) {
      wrong("%s was sent after its expiry".formatted(task.id()));
    }
  }

  void wrong(String what) {
    wrongs.add("seed %d: %s".formatted(seed, what));
  }

  Map<String, UUID> acks() {
    return acks;
  }

  List<String> wrongs() {
    return wrongs;
  }
}
