package dev.herald.server.resend;

import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.plan.SendTime;
import dev.herald.server.message.MessageReach;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.Cancellation;
import dev.herald.server.task.store.Rescheduling;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives messages that wait another time, or calls them off; each caller only its own. */
@Component
class Reschedule {
  private final MessageReach reach;
  private final Tenants tenants;
  private final Rescheduling rescheduling;
  private final Cancellation cancellation;
  private final Clock clock;

  Reschedule(
      MessageReach reach,
      Tenants tenants,
      Rescheduling rescheduling,
      Cancellation cancellation,
      Clock clock) {
    this.reach = reach;
    this.tenants = tenants;
    this.rescheduling = rescheduling;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /**
   * What is written in an order.
   *
   * @return null: now
   * @throws RequestProblem.Invalid when it is none, or too far away
   */
  @Nullable SendTime read(@Nullable JsonNode at) {
    FieldErrors errors = new FieldErrors();
    SendTime time = SendTime.read(at, errors);
    if (time instanceof SendTime.At(Instant moment)) {
      requireNear(moment, errors);
    }
    errors.throwIfAny();
    return time;
  }

  private void requireNear(Instant moment, FieldErrors errors) {
    if (moment.isAfter(clock.instant().plus(SendTime.FURTHEST))) {
      errors.add("at", new SubmissionFault.TimeTooFar((int) SendTime.FURTHEST.toDays()));
    }
  }

  /**
   * @param at null: now
   * @return when it is due
   * @throws RequestProblem.Conflict when it does not wait any more
   */
  Instant move(Caller caller, UUID id, @Nullable SendTime at) {
    MessageRecord found = reach.message(caller, id);
    Instant due = moment(found.message(), at);
    FieldErrors errors = new FieldErrors();
    requireNear(due, errors);
    errors.throwIfAny();
    return rescheduling
        .move(found.message(), due, caller.name())
        .orElseThrow(() -> {
          MessageState now = reach.message(new Caller.Administrator(), id).state();
          return new RequestProblem.Conflict(new ProblemReason.MessageNotWaiting(now.name()));
        });
  }

  /** As above, whose ever it is; false: it does not wait any more. */
  boolean move(NewMessage message, @Nullable SendTime at, String actor) {
    return rescheduling.move(message, moment(message, at), actor).isPresent();
  }

  /** As above. */
  boolean cancel(NewMessage message, String actor) {
    return cancellation.cancel(message, actor);
  }

  private Instant moment(NewMessage message, @Nullable SendTime at) {
    Instant now = clock.instant();
    if (at == null) {
      return now;
    }
    ZoneId ofTenant = tenants.get(message.ownership().tenantId()).zone();
    return at.in(message.context().zone(), ofTenant, now);
  }
}
