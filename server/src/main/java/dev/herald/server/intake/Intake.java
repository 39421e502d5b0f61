package dev.herald.server.intake;

import dev.herald.server.intake.relay.Relay;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.database.Outage;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The one way in. Whatever brings submissions, a call, a stream of lines or a queue, brings them
 * here as a list, and is told of each what became of it.
 *
 * <p>Memory for the work, rate and quota, idempotency and deduplication are looked after here and
 * nowhere else. A list is saved in one transaction, and its results are there after the commit. One
 * that is refused hinders no other of its list.
 */
@Component
public class Intake {
  private final SubmissionMemory memory;
  private final Preparation preparation;
  private final Saving saving;
  private final Noting noting;
  private final Tracing tracing;
  private final @Nullable Relay relay;

  /**
   * @param relay that calls take; none: all are saved here
   */
  Intake(
      SubmissionMemory memory,
      Preparation preparation,
      Saving saving,
      Noting noting,
      Tracing tracing,
      ObjectProvider<Relay> relay) {
    this.tracing = tracing;
    this.memory = memory;
    this.preparation = preparation;
    this.saving = saving;
    this.noting = noting;
    this.relay = relay.getIfAvailable();
  }

  /** Takes one submission in; see {@link #accept(List)}. */
  public IntakeResult accept(Incoming submission) {
    return accept(List.of(submission)).getFirst();
  }

  /**
   * Takes submissions in, and returns once what could be taken is durable.
   *
   * @return a result for each, in their order
   */
  public List<IntakeResult> accept(List<? extends Incoming> submissions) {
    Relay by = relay != null && submissions.stream().allMatch(Intake::isCall) ? relay : null;
    return by == null
        ? accept(submissions, saving::save)
        : Outage.tolerated(
            by::isDatabaseAway, () -> accept(submissions, prepared -> saving.save(prepared, by)));
  }

  /** What comes otherwise has the database at hand, and waits elsewhere while it has not. */
  private static boolean isCall(Incoming submission) {
    return switch (submission) {
      case Incoming.Call _ -> true;
      case Incoming.Line line -> line.way() == null;
      case Incoming.Derived _ -> false;
    };
  }

  private List<IntakeResult> accept(
      List<? extends Incoming> submissions, Function<List<Prepared>, List<IntakeResult>> save) {
    try (var _ = memory.work(submissions.stream().mapToLong(Incoming::bytes).sum())) {
      return tracing.isOn() && submissions.size() == 1
          ? traced(submissions.getFirst(), save)
          : taken(submissions, save);
    } catch (RequestProblem.Unavailable stopping) {
      return submissions.stream().<IntakeResult>map(_ -> new IntakeResult.Busy(stopping)).toList();
    }
  }

  private List<IntakeResult> taken(
      List<? extends Incoming> submissions, Function<List<Prepared>, List<IntakeResult>> save) {
    List<Prepared> prepared = new ArrayList<>(submissions.size());
    for (Incoming submission : submissions) {
      prepared.add(prepare(submission));
    }
    List<IntakeResult> results;
    try (var _ = tracing.step("herald.save", null)) {
      results = save.apply(prepared);
    }
    noting.of(submissions, prepared, results);
    return results;
  }

  /** Its messages are sent below the span of their submission. */
  private List<IntakeResult> traced(
      Incoming submission, Function<List<Prepared>, List<IntakeResult>> save) {
    try (Tracing.Span span = tracing.entry("herald.accept", submission.traceparent())) {
      List<IntakeResult> results = taken(List.of(submission.below(span.traceparent())), save);
      if (!(results.getFirst() instanceof IntakeResult.Accepted)) {
        span.tag("herald.result", results.getFirst().getClass().getSimpleName());
      }
      return results;
    }
  }

  /**
   * What would become of one. Nothing is saved, and nothing of what its application may send is
   * used.
   */
  public IntakeCheck check(Incoming.Line submission) {
    try {
      return new IntakeCheck.Fits(preparation.planned(submission).messages());
    } catch (RequestProblem wrong) {
      return new IntakeCheck.Wrong(wrong);
    }
  }

  private Prepared prepare(Incoming submission) {
    try {
      return preparation.of(submission);
    } catch (RuntimeException | StackOverflowError failure) {
      return new Prepared.Over(failed(failure));
    }
  }

  /** What a failure means to whoever brought the submission. */
  static IntakeResult failed(Throwable failure) {
    return switch (failure) {
      case RequestProblem.ComeAgain busy -> new IntakeResult.Busy(busy);
      case RequestProblem refused -> new IntakeResult.Refused(refused);
      case RuntimeException trouble when DatabaseTrouble.passing(trouble) ->
          new IntakeResult.Busy(DatabaseTrouble.problem(trouble));
      default -> new IntakeResult.Failed(failure);
    };
  }
}
