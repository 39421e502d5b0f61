package dev.herald.server.queue;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.task.Saved;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with records in quarantine. */
@Component
class QuarantineDesk {
  private final Quarantine quarantine;
  private final Envelope envelope;
  private final Intake intake;
  private final Applications applications;
  private final RecordAnswers answers;

  QuarantineDesk(
      Quarantine quarantine,
      Envelope envelope,
      Intake intake,
      Applications applications,
      RecordAnswers answers) {
    this.quarantine = quarantine;
    this.envelope = envelope;
    this.intake = intake;
    this.applications = applications;
    this.answers = answers;
  }

  /**
   * @throws RequestProblem.NotFound when there is none, or it is beyond the caller's reach
   */
  Quarantine.Kept find(Caller.Staff caller, UUID id) {
    return quarantine
        .find(id)
        .filter(kept -> isWithin(caller.reach(), kept))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.RECORD, id));
  }

  static boolean isWithin(Reach reach, Quarantine.Kept kept) {
    return reach.covers(Reach.Limit.APPLICATIONS, kept.application());
  }

  byte[] body(Caller.Staff caller, UUID id) {
    find(caller, id);
    return quarantine.body(id).orElseThrow(() -> decided(id));
  }

  Quarantine.About about(Caller.Staff caller, UUID id) {
    return about(find(caller, id));
  }

  private static Quarantine.About about(Quarantine.Kept kept) {
    return Optional.ofNullable(kept.about()).orElseThrow(() -> decided(kept.id()));
  }

  void mend(Caller.Staff caller, UUID id, byte[] body) {
    find(caller, id);
    if (!quarantine.mend(id, body)) {
      throw decided(id);
    }
  }

  void discard(Caller.Staff caller, UUID id) {
    find(caller, id);
    if (!quarantine.decide(id, Quarantine.State.DISCARDED, caller.name(), null)) {
      throw decided(id);
    }
  }

  /**
   * Brings a record to the intake again, as it is now.
   *
   * @param named whose it is, where the record does not tell
   * @throws RequestProblem when it is still not taken
   */
  Saved.Ack replay(Caller.Staff caller, UUID id, @Nullable String named) {
    Quarantine.Kept kept = find(caller, id);
    Quarantine.About about = about(kept);
    byte[] body = quarantine.body(id).orElseThrow(() -> decided(id));
    QueueRecord record =
        new QueueRecord(
            "%s, replayed by %s".formatted(kept.position(), caller.name()),
            about.identity() == null ? "quarantine " + id : about.identity(),
            about.headers(),
            body);
    Application application = application(caller, kept, named);
    IntakeResult result = taken(kept.queue(), application, record);
    if (result instanceof IntakeResult.Refused(RequestProblem problem)) {
      quarantine.stillWrong(id, about.with(Quarantine.Wrong.of(problem)));
      throw shown(problem, caller);
    }
    Saved.Ack ack = result.ack();
    answers.tell(kept.queue(), application, asItCame(kept, record), result);
    quarantine.decide(id, Quarantine.State.REPLAYED, caller.name(), ack.request());
    return ack;
  }

  private static QueueRecord asItCame(Quarantine.Kept kept, QueueRecord record) {
    return new QueueRecord(kept.position(), record.identity(), record.headers(), record.body());
  }

  /** Reasons quote what the record holds, which is not for everybody to see. */
  private static RequestProblem shown(RequestProblem problem, Caller caller) {
    return problem instanceof RequestProblem.Invalid invalid
            && !caller.may(Permission.SEE_PERSONAL_DATA)
        ? new RequestProblem.Invalid(
            invalid.errors().stream()
                .map(error -> new FieldError(error.field(), new SubmissionFault.StillWrong()))
                .toList())
        : problem;
  }

  private IntakeResult taken(String queue, Application application, QueueRecord record) {
    try {
      return intake.accept(envelope.open(queue, application, record));
    } catch (RequestProblem problem) {
      return new IntakeResult.Refused(problem);
    }
  }

  private Application application(
      Caller.Staff caller, Quarantine.Kept kept, @Nullable String named) {
    String code = kept.application() == null ? named : kept.application();
    if (code == null) {
      throw new RequestProblem.Invalid("application", new SubmissionFault.ApplicationNeeded());
    }
    caller.reach().requireSight(Reach.Limit.APPLICATIONS, code);
    return applications.get(code);
  }

  private static RequestProblem decided(UUID id) {
    return new RequestProblem.Conflict(new ProblemReason.RecordDecided(id.toString()));
  }
}
