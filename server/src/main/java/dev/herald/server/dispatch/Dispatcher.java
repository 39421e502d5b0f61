package dev.herald.server.dispatch;

import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.dispatch.Company.Attempted;
import dev.herald.server.dispatch.Company.Attempted.Division;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.lane.TaskHandler;
import dev.herald.server.pause.Parking;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.DigestSlot;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one attempt at a task: still wanted? whose turn? what does it say? call, verdict. */
@Component
class Dispatcher implements TaskHandler {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int PAUSED_AT_ONCE = 100;
  private static final Duration UNOPENED_WAITS = Duration.ofMinutes(10);

  /** What is gathered goes with its digest; a lane has it in hand only when that is late. */
  private static final Duration UNGATHERED_WAITS = Duration.ofMinutes(1);

  private static final Reason DOES_NOT_OPEN = new TraceReason.DoesNotOpen();

  private final SourceChoice sources;
  private final SourceCapacity capacity;
  private final Delivery delivery;
  private final BatchDelivery batches;
  private final Inquiry inquiry;
  private final Suppressed suppressed;
  private final Following following;
  private final Parking parking;
  private final Decisions decisions;
  private final Clock clock;

  Dispatcher(
      SourceChoice sources,
      SourceCapacity capacity,
      Delivery delivery,
      BatchDelivery batches,
      Inquiry inquiry,
      Suppressed suppressed,
      Following following,
      Parking parking,
      Decisions decisions,
      Clock clock) {
    this.sources = sources;
    this.capacity = capacity;
    this.delivery = delivery;
    this.batches = batches;
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

  @Override
  public int together(TenantChannel flow) {
    return capacity.together(flow);
  }

  /** While something is paused, its messages leave others' way, whatever their sources take. */
  @Override
  public int capacity(TenantChannel flow, UUID owner) {
    int taken = capacity.of(flow, owner);
    return parking.holdsSome() ? Math.max(taken, PAUSED_AT_ONCE) : taken;
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
    } finally {
      claim.peers().came(task.id());
    }
  }

  /** It waits until its row is as it was, or a person ends it. */
  private static AttemptOutcome unopened(MessageTask task) {
    log.warn("Message {} was sealed for another row or with another key", task.id());
    return task.state() == MessageState.UNKNOWN
        ? new AttemptOutcome.NotAsked(DOES_NOT_OPEN)
        : new AttemptOutcome.NotYet(UNOPENED_WAITS, DOES_NOT_OPEN, true);
  }

  /** Once, and again with fewer others as long as the call that it went in is to be divided. */
  private AttemptOutcome attempt(ClaimedTask claim) throws InterruptedException {
    Division division = null;
    while (true) {
      Division tried = division;
      try {
        switch (attempt(claim, tried)) {
          case Attempted.Ended(AttemptOutcome outcome) -> {
            return outcome;
          }
          case Attempted.Divided(Division smaller) -> division = smaller;
        }
      } finally {
        if (tried != null) {
          tried.peers().came(claim.task().id());
        }
      }
    }
  }

  private Attempted attempt(ClaimedTask claim, @Nullable Division division)
      throws InterruptedException {
    MessageTask task = claim.task();
    if (isExpired(task)) {
      return new Attempted.Ended(new AttemptOutcome.Expired());
    }
    DigestSlot digest = task.message().context().digest();
    if (digest != null) {
      return new Attempted.Ended(
          new AttemptOutcome.NotYet(
              UNGATHERED_WAITS, new TraceReason.HeldForDigest(digest.at()), false));
    }
    if (!mayReach(task)) {
      return new Attempted.Ended(new AttemptOutcome.Unlisted());
    }
    Optional<AttemptOutcome> kept = suppressed.on(task.message());
    if (kept.isPresent()) {
      return new Attempted.Ended(kept.get());
    }
    return switch (parking.on(task)) {
      case Parking.Way.Held(Parking.Wait wait) -> new Attempted.Ended(paused(wait));
      case Parking.Way.Over(Reason reason) ->
          new Attempted.Ended(new AttemptOutcome.CalledOff(reason));
      case Parking.Way.Free _ -> sent(claim, division);
    };
  }

  private Attempted sent(ClaimedTask claim, @Nullable Division division)
      throws InterruptedException {
    MessageTask task = claim.task();
    Optional<AttemptOutcome> full = suppressed.atLast(task.message());
    if (full.isPresent()) {
      return new Attempted.Ended(full.get());
    }
    return switch (sources.next(claim, division)) {
      case SourceSelection.AllPaused paused ->
          new Attempted.Ended(paused(parking.behind(paused.sources(), task)));
      case SourceSelection.NoSource nobody ->
          new Attempted.Ended(new AttemptOutcome.Trouble(nobody.reason()));
      case SourceSelection.Later wait -> new Attempted.Ended(later(wait));
      case SourceSelection.Carried(Attempted attempted) -> noted(task, attempted);
      case SourceSelection.Granted granted -> {
        try (granted) {
          following.note(granted.source());
          yield noted(task, delivered(claim, granted));
        }
      }
    };
  }

  private Attempted delivered(ClaimedTask claim, SourceSelection.Granted granted) {
    if (granted.company() != null) {
      return batches.deliver(granted, granted.company());
    }
    return new Attempted.Ended(
        isExpired(claim.task()) ? new AttemptOutcome.Expired() : delivery.deliver(claim, granted));
  }

  /** What an outcome says of the address is told to the suppression list. */
  private Attempted noted(MessageTask task, Attempted attempted) {
    return attempted instanceof Attempted.Ended(AttemptOutcome outcome)
        ? new Attempted.Ended(suppressed.noting(task.message(), outcome))
        : attempted;
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
