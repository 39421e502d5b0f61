package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.dispatch.retry.RetryDecision;
import dev.herald.server.dispatch.retry.RetryPolicy;
import dev.herald.server.dispatch.retry.RetryRules;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a task leaves its owner's hands, given what it met. Pure: time and chance come in, so that
 * the same input always ends alike, and a simulation can drive it with a clock of its own.
 */
final class Decisions {
  private final RetryRules rules;
  private final RetryPolicy inquiry;

  /**
   * @param retry after a failure that may pass
   * @param inquiry between questions about a message whose outcome is unknown
   */
  Decisions(RetryPolicy retry, RetryPolicy inquiry) {
    this.rules = new RetryRules(retry);
    this.inquiry = inquiry;
  }

  /**
   * @param random between 0 and 1
   */
  Settlement on(AttemptOutcome outcome, MessageTask task, Instant now, double random) {
    return switch (outcome) {
      case AttemptOutcome.Answered answered -> answered(answered, task, now, random);
      case AttemptOutcome.Told told -> told(told, task, now, random);
      case AttemptOutcome.NotAsked(Reason reason) -> askAgain(task, now, random, reason, null);
      case AttemptOutcome.NobodyToAsk _ -> leave(task, now, new TraceReason.CannotBeAsked(), null);
      case AttemptOutcome.Expired _ ->
          Settlements.finished(
              task,
              now,
              MessageState.EXPIRED,
              new TraceReason.Expired(task.message().expiresAt()),
              null);
      case AttemptOutcome.CalledOff(Reason reason) ->
          Settlements.finished(task, now, MessageState.EXPIRED, reason, null);
      case AttemptOutcome.Unlisted _ ->
          Settlements.givenUp(
              task, now, MessageState.SUPPRESSED, new TraceReason.AddressUnlisted(), null);
      case AttemptOutcome.Suppressed(Reason reason) ->
          Settlements.givenUp(task, now, MessageState.SUPPRESSED, reason, null);
      case AttemptOutcome.NotYet notYet -> notYet(notYet, task, now);
      case AttemptOutcome.Paused paused -> paused(paused, task, now);
      case AttemptOutcome.Trouble(Reason reason) -> trouble(task, now, random, reason);
      case AttemptOutcome.Incomplete(Reason reason) -> Settlements.failed(task, now, reason, null);
      case AttemptOutcome.Unsayable(Reason reason) ->
          Settlements.failed(task, now, new TraceReason.TemplateUnrenderable(reason), null);
    };
  }

  /** No attempt is counted. */
  private static Settlement notYet(AttemptOutcome.NotYet notYet, MessageTask task, Instant now) {
    Instant due = now.plus(notYet.after());
    return notYet.told() && task.deferral() == null
        ? Settlements.postponed(task, now, due, false, notYet.reason(), null)
        : Settlements.deferred(task, now, due, notYet.reason());
  }

  /** What it waits for is told once, however often it is put aside. */
  private static Settlement paused(AttemptOutcome.Paused paused, MessageTask task, Instant now) {
    Instant due = now.plus(paused.after());
    MessageTask.Deferral before = task.deferral();
    return before != null
            && StoredReason.of(before.reason()).equals(StoredReason.of(paused.reason()))
        ? Settlements.deferred(task, now, due, paused.reason())
        : Settlements.postponed(task, now, due, false, paused.reason(), null);
  }

  private Settlement answered(
      AttemptOutcome.Answered answered, MessageTask task, Instant now, double random) {
    TraceEvent.Call call = answered.call();
    Reason reason = Calls.reason(answered.result());
    return switch (rules.decide(answered.result(), task.trial(), answered.ambiguity(), random)) {
      case RetryDecision.Done _ -> Settlements.finished(task, now, MessageState.SENT, reason, call);
      case RetryDecision.Again(Duration after, boolean counts) ->
          Settlements.postponed(task, now, now.plus(after), counts, reason, call);
      case RetryDecision.GiveUp(Reason why) -> Settlements.failed(task, now, why, call);
      case RetryDecision.Hold _ ->
          Settlements.held(task, now, now, 0, new TraceReason.HeldAsUnknown(reason), call);
    };
  }

  private Settlement told(AttemptOutcome.Told told, MessageTask task, Instant now, double random) {
    TraceEvent.Call call = told.call();
    return switch (told.result()) {
      case SendResult.Accepted _ ->
          Settlements.finished(task, now, MessageState.SENT, new TraceReason.FoundTaken(), call);
      case SendResult.Rejected rejected ->
          Settlements.finished(task, now, MessageState.UNDELIVERED, rejected.reason(), call);
      case SendResult.Throttled _, SendResult.Retryable _, SendResult.Unknown _ ->
          askAgain(task, now, random, Calls.reason(told.result()), call);
    };
  }

  /** Asks later, or leaves it to a person when it was asked often enough. */
  private Settlement askAgain(
      MessageTask task, Instant now, double random, Reason reason, TraceEvent.@Nullable Call call) {
    int queries = task.queries() + 1;
    return inquiry
        .after(queries, random)
        .map(pause -> Settlements.held(task, now, now.plus(pause), queries, reason, call))
        .orElseGet(() -> leave(task, now, new TraceReason.AskedOften(reason, queries), call));
  }

  private static Settlement leave(
      MessageTask task, Instant now, Reason reason, TraceEvent.@Nullable Call call) {
    return Settlements.finished(task, now, MessageState.UNKNOWN, reason, call);
  }

  private Settlement trouble(MessageTask task, Instant now, double random, Reason reason) {
    return switch (rules.later(task.trial(), random, reason)) {
      case RetryDecision.Again(Duration after, boolean counts) ->
          Settlements.postponed(task, now, now.plus(after), counts, reason, null);
      case RetryDecision.GiveUp(Reason why) -> Settlements.failed(task, now, why, null);
      case RetryDecision.Done _, RetryDecision.Hold _ ->
          throw new IllegalStateException("not a verdict on trouble");
    };
  }
}
