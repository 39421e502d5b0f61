package dev.herald.server.resend;

import dev.herald.channel.Reason;
import dev.herald.server.authorization.Caller;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.intake.plan.SendTime;
import dev.herald.server.message.MessageFilters;
import dev.herald.server.message.RecallDesk;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.search.DerivedMessages;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.task.NewMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends the messages of a job again, or takes them back, some at a time. */
@Component
class ResendPages {
  private static final Logger log = LoggerFactory.getLogger(ResendPages.class);
  private static final int AT_ONCE = 200;
  private static final ResendJobs.Step NOTHING = new ResendJobs.Step(0, 0, Map.of(), null, null);

  private final ResendJobs jobs;
  private final Messages messages;
  private final DerivedMessages derived;
  private final MessageFilters filters;
  private final MessageResend resend;
  private final RecallDesk recalls;
  private final Reschedule reschedule;
  private final JsonMapper json;

  ResendPages(
      ResendJobs jobs,
      Messages messages,
      DerivedMessages derived,
      MessageFilters filters,
      MessageResend resend,
      RecallDesk recalls,
      Reschedule reschedule,
      JsonMapper json) {
    this.reschedule = reschedule;
    this.json = json;
    this.recalls = recalls;
    this.jobs = jobs;
    this.messages = messages;
    this.derived = derived;
    this.filters = filters;
    this.resend = resend;
  }

  /**
   * What came of looking at a page.
   *
   * @param step ends before the first message that met an obstacle
   */
  record Looked(ResendJobs.Step step, @Nullable Obstacle obstacle) {}

  /** What passes by itself: the application's quota, or too much going on. */
  record Obstacle(Reason reason, Duration pause) {}

  /**
   * @throws RequestProblem when the job's filter is not right any more
   */
  Looked look(ResendJobs.Claimed claimed) {
    ResendJob job = claimed.job();
    MessageFilter filter = filters.read(new Caller.Administrator(), jobs.filter(job.id())).filter();
    int size = Math.min(AT_ONCE, Math.max(1, job.perSecond() * 5));
    Messages.Found found = messages.list(filter.before(claimed.position()), size);
    List<Future<Outcome>> outcomes =
        switch (job.act()) {
          case RESEND -> resend(job, filter, found.messages());
          case RECALL -> recall(job, found.messages());
          case RESCHEDULE, CANCEL -> waiting(job, found.messages());
        };
    ResendJobs.Step sum = NOTHING;
    UUID position = claimed.position();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (result(outcomes.get(i))) {
        case Outcome.Done(ResendJobs.Step step) -> sum = sum.plus(step);
        case Outcome.Blocked(Obstacle obstacle) -> {
          return new Looked(at(sum, position), obstacle);
        }
      }
      position = found.messages().get(i).message().id();
    }
    return new Looked(at(sum, found.end(size)), null);
  }

  /** What came of one message. */
  private sealed interface Outcome {
    record Done(ResendJobs.Step step) implements Outcome {
      static Done resent() {
        return new Done(new ResendJobs.Step(1, 0, Map.of(), null, null));
      }

      static Done failed(Reason problem) {
        return new Done(new ResendJobs.Step(0, 1, Map.of(), problem, null));
      }

      static Done leftOut(Resendable.Omission omission) {
        return new Done(new ResendJobs.Step(0, 0, Map.of(omission, 1L), null, null));
      }
    }

    /** Something holds up all of the job. */
    record Blocked(Obstacle obstacle) implements Outcome {}
  }

  private static ResendJobs.Step at(ResendJobs.Step sum, @Nullable UUID position) {
    return new ResendJobs.Step(sum.resent(), sum.failed(), sum.leftOut(), sum.problem(), position);
  }

  /** All of them are over when it returns. */
  private List<Future<Outcome>> resend(
      ResendJob job, MessageFilter filter, List<MessageRecord> found) {
    Map<UUID, List<MessageRecord.Offspring>> made =
        derived.of(found.stream().map(each -> each.message().id()).toList());
    List<Future<Outcome>> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (MessageRecord message : found) {
        List<MessageRecord.Offspring> before = made.getOrDefault(message.message().id(), List.of());
        outcomes.add(threads.submit(() -> one(job, filter, message, before)));
      }
    }
    return outcomes;
  }

  /** One after the other: with one may go all that went in the same call. */
  private List<Future<Outcome>> recall(ResendJob job, List<MessageRecord> found) {
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (MessageRecord message : found) {
      Outcome outcome = recall(job, message);
      outcomes.add(CompletableFuture.completedFuture(outcome));
      if (outcome instanceof Outcome.Blocked) {
        break;
      }
    }
    return outcomes;
  }

  private List<Future<Outcome>> waiting(ResendJob job, List<MessageRecord> found) {
    SendTime at = job.sendAt() == null ? null : reschedule.read(json.readTree(job.sendAt()));
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (MessageRecord message : found) {
      outcomes.add(CompletableFuture.completedFuture(waiting(job, message, at)));
    }
    return outcomes;
  }

  private Outcome waiting(ResendJob job, MessageRecord message, @Nullable SendTime at) {
    Resendable.Omission omission = Resendable.ofWaiting(message.state());
    if (omission != null) {
      return Outcome.Done.leftOut(omission);
    }
    boolean done =
        job.act() == ResendJob.Act.CANCEL
            ? reschedule.cancel(message.message(), job.actor())
            : reschedule.move(message.message(), at, job.actor());
    return done ? Outcome.Done.resent() : Outcome.Done.leftOut(Resendable.Omission.onItsWay);
  }

  private Outcome recall(ResendJob job, MessageRecord message) {
    Resendable.Omission omission = Resendable.ofRecall(message.state());
    if (omission != null) {
      return Outcome.Done.leftOut(omission);
    }
    try {
      recalls.recall(message.message().id(), job.actor(), job.others());
      return Outcome.Done.resent();
    } catch (RequestProblem.ComeAgain later) {
      return new Outcome.Blocked(new Obstacle(later.reason(), later.retryAfter()));
    } catch (RequestProblem refused) {
      return Outcome.Done.failed(refused.reason());
    }
  }

  private static Outcome result(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while resending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a resend failed", e.getCause());
    }
  }

  private Outcome one(
      ResendJob job,
      MessageFilter filter,
      MessageRecord message,
      List<MessageRecord.Offspring> made) {
    if (made.stream().anyMatch(each -> each.requestedBy().equals(job.actor()))) {
      return Outcome.Done.resent();
    }
    Resendable.Omission omission =
        Resendable.omission(
            message.state(),
            made.stream().anyMatch(MessageRecord.Offspring::isResend),
            made.stream().anyMatch(each -> !each.isResend()),
            filter.states());
    return omission == null ? resend(job, message.message()) : Outcome.Done.leftOut(omission);
  }

  private Outcome resend(ResendJob job, NewMessage message) {
    CallerKey key = CallerKey.ofResend(message.id(), job.id());
    return switch (resend.resend(message, job.actor(), key)) {
      case IntakeResult.Accepted _, IntakeResult.Repeated _ -> Outcome.Done.resent();
      case IntakeResult.Refused(RequestProblem problem) -> Outcome.Done.failed(problem.reason());
      case IntakeResult.Busy busy ->
          new Outcome.Blocked(new Obstacle(busy.problem().reason(), busy.after()));
      case IntakeResult.Failed(Throwable failure) -> {
        log.warn(
            "Resend job {} could not resend message {}: {}",
            job.id(),
            message.id(),
            failure.toString());
        yield Outcome.Done.failed(new TraceReason.ErrorInside(failure.getClass().getSimpleName()));
      }
    };
  }
}
