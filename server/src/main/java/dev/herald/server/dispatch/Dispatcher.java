package dev.herald.server.dispatch;

import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.lane.HeldTask;
import dev.herald.server.lane.TaskHandler;
import dev.herald.server.pause.Parking;
import dev.herald.server.pause.Pause;
import dev.herald.server.task.Flow;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.template.Rendering;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one attempt at a task: still wanted? whose turn? what does it say? call, verdict. */
@Component
class Dispatcher implements TaskHandler {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int PAUSED_AT_ONCE = 100;
  private static final Duration UNOPENED_WAITS = Duration.ofMinutes(10);
  private static final String DOES_NOT_OPEN =
      "what it says does not open: its row was changed, or sealed with another key";

  private final SourceChoice sources;
  private final Wording wording;
  private final Delivery delivery;
  private final Inquiry inquiry;
  private final Parking gate;
  private final Clock clock;

  Dispatcher(
      SourceChoice sources,
      Wording wording,
      Delivery delivery,
      Inquiry inquiry,
      Parking gate,
      Clock clock) {
    this.sources = sources;
    this.wording = wording;
    this.delivery = delivery;
    this.inquiry = inquiry;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public Settlement handle(HeldTask held) {
    return delivery.decide(happening(held), held.task());
  }

  /** While something is paused, its messages leave others' way, whatever their sources take. */
  @Override
  public int room(Flow flow, UUID owner) {
    int room = sources.room(flow, owner);
    return gate.holdsSome() ? Math.max(room, PAUSED_AT_ONCE) : room;
  }

  private Happening happening(HeldTask held) {
    MessageTask task = held.task();
    try {
      if (task.message().context().doesNotOpen()) {
        return unopened(task);
      }
      return task.state() == MessageState.UNKNOWN ? inquiry.about(task) : attempt(held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(new Turn.Later(Duration.ZERO, "the process is stopping", false));
    } catch (RuntimeException bug) {
      log.error("Message {} met an error inside Herald", task.id(), bug);
      String reason = "an error inside Herald (%s)".formatted(bug.getClass().getSimpleName());
      return task.state() == MessageState.UNKNOWN
          ? new Happening.NotAsked(reason)
          : new Happening.Trouble(reason);
    }
  }

  /** It waits until its row is as it was, or a person ends it. */
  private static Happening unopened(MessageTask task) {
    log.warn("Message {} was sealed for another row or with another key", task.id());
    return task.state() == MessageState.UNKNOWN
        ? new Happening.NotAsked(DOES_NOT_OPEN)
        : new Happening.NotYet(UNOPENED_WAITS, DOES_NOT_OPEN, true);
  }

  private Happening attempt(HeldTask held) throws InterruptedException {
    MessageTask task = held.task();
    if (isExpired(task)) {
      return new Happening.Expired();
    }
    if (!mayReach(task)) {
      return new Happening.Unlisted();
    }
    Optional<Pause> pause = gate.on(task);
    if (pause.isPresent()) {
      return paused(gate.behind(pause.get(), task));
    }
    return switch (sources.next(held)) {
      case Turn.Held paused -> paused(gate.behind(paused.sources(), task));
      case Turn.Nobody nobody -> new Happening.Trouble(nobody.reason());
      case Turn.Later wait -> later(wait);
      case Turn.Granted granted -> {
        try (granted) {
          yield isExpired(task) ? new Happening.Expired() : deliver(held, granted);
        }
      }
    };
  }

  private static Happening paused(Parking.Wait wait) {
    return new Happening.Paused(wait.after(), wait.reason());
  }

  private Happening deliver(HeldTask held, Turn.Granted granted) {
    return switch (wording.of(held.task().message().context())) {
      case Rendering.Rendered(var content) -> delivery.deliver(held, granted, content);
      case Rendering.Failed(String reason) -> new Happening.Unsayable(reason);
    };
  }

  private static boolean mayReach(MessageTask task) {
    MessageContext context = task.message().context();
    Destination destination = context.leg().destination();
    return context.mayReach(
        destination.kind() == Destination.Kind.NONE ? "" : Addresses.common(destination));
  }

  private boolean isExpired(MessageTask task) {
    Instant expiry = task.message().expiresAt();
    return expiry != null && !clock.instant().isBefore(expiry);
  }

  /** Spread, so that not all come back at once. */
  private static Happening later(Turn.Later wait) {
    return new Happening.NotYet(
        wait.after().plusMillis(ThreadLocalRandom.current().nextLong(50)),
        wait.reason(),
        wait.told());
  }
}
