package dev.herald.server.dispatch;

import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.lane.TaskHandler;
import dev.herald.server.pause.Parking;
import dev.herald.server.pause.Pause;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TenantChannel;
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
  private static final Reason DOES_NOT_OPEN = new TraceReason.DoesNotOpen();

  private final SourceChoice sources;
  private final Delivery delivery;
  private final Inquiry inquiry;
  private final Suppressed suppressed;
  private final Following following;
  private final Parking parking;
  private final Decisions decisions;
  private final Clock clock;

  Dispatcher(
      SourceChoice sources,
      Delivery delivery,
      Inquiry inquiry,
      Suppressed suppressed,
      Following following,
      Parking parking,
      Decisions decisions,
      Clock clock) {
    this.sources = sources;
    this.delivery = delivery;
    this.inquiry = inquiry;
    this.suppressed = suppressed;
    this.following = following;
    this.parking = parking;
    this.decisions = decisions;
    this.clock = clock;
  }

  @Override
  public Settlement handle(ClaimedTask claim) {
    return decisions.on(
        outcome(claim), claim.task(), clock.instant(), ThreadLocalRandom.current().nextDouble());
  }

  /** While something is paused, its messages leave others' way, whatever their sources take. */
  @Override
  public int capacity(TenantChannel flow, UUID owner) {
    int capacity = sources.capacity(flow, owner);
    return parking.holdsSome() ? Math.max(capacity, PAUSED_AT_ONCE) : capacity;
  }

  private AttemptOutcome outcome(ClaimedTask claim) {
    MessageTask task = claim.task();
    try {
      if (task.message().context().doesNotOpen()) {
        return unopened(task);
      }
      return task.state() == MessageState.UNKNOWN ? inquiry.about(task) : attempt(claim);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(
          new SourceSelection.Later(Duration.ZERO, new TraceReason.ProcessStopping(), false));
    } catch (RuntimeException bug) {
      log.error("Message {} met an error inside Herald", task.id(), bug);
      Reason reason = new TraceReason.ErrorInside(bug.getClass().getSimpleName());
      return task.state() == MessageState.UNKNOWN
          ? new AttemptOutcome.NotAsked(reason)
          : new AttemptOutcome.Trouble(reason);
    }
  }

  /** It waits until its row is as it was, or a person ends it. */
  private static AttemptOutcome unopened(MessageTask task) {
    log.warn("Message {} was sealed for another row or with another key", task.id());
    return task.state() == MessageState.UNKNOWN
        ? new AttemptOutcome.NotAsked(DOES_NOT_OPEN)
        : new AttemptOutcome.NotYet(UNOPENED_WAITS, DOES_NOT_OPEN, true);
  }

  private AttemptOutcome attempt(ClaimedTask claim) throws InterruptedException {
    MessageTask task = claim.task();
    if (isExpired(task)) {
      return new AttemptOutcome.Expired();
    }
    if (!mayReach(task)) {
      return new AttemptOutcome.Unlisted();
    }
    Optional<Reason> listed = suppressed.on(task.message());
    if (listed.isPresent()) {
      return new AttemptOutcome.Suppressed(listed.get());
    }
    Optional<Pause> pause = parking.on(task);
    if (pause.isPresent()) {
      return paused(parking.behind(pause.get(), task));
    }
    return switch (sources.next(claim)) {
      case SourceSelection.AllPaused paused -> paused(parking.behind(paused.sources(), task));
      case SourceSelection.NoSource nobody -> new AttemptOutcome.Trouble(nobody.reason());
      case SourceSelection.Later wait -> later(wait);
      case SourceSelection.Granted granted -> {
        try (granted) {
          following.note(granted.source());
          yield isExpired(task)
              ? new AttemptOutcome.Expired()
              : suppressed.noting(task.message(), delivery.deliver(claim, granted));
        }
      }
    };
  }

  private static AttemptOutcome paused(Parking.Wait wait) {
    return new AttemptOutcome.Paused(wait.after(), wait.reason());
  }

  private static boolean mayReach(MessageTask task) {
    MessageContext context = task.message().context();
    Destination destination = context.route().destination();
    return context.mayReach(destination.common());
  }

  private boolean isExpired(MessageTask task) {
    Instant expiry = task.message().expiresAt();
    return expiry != null && !clock.instant().isBefore(expiry);
  }

  /** Spread, so that not all come back at once. */
  private static AttemptOutcome later(SourceSelection.Later wait) {
    return new AttemptOutcome.NotYet(
        wait.after().plusMillis(ThreadLocalRandom.current().nextLong(50)),
        wait.reason(),
        wait.told());
  }
}
