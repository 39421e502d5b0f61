package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.DatabaseTrouble;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.MessageFilter;
import dev.herald.server.task.MessageRecord;
import dev.herald.server.task.Messages;
import dev.herald.server.task.Offsprings;
import dev.herald.server.task.Resendable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Resends the messages of a job, some at a time. */
@Component
class ResendPages {
  private static final Logger log = LoggerFactory.getLogger(ResendPages.class);
  private static final int AT_ONCE = 200;
  private static final ResendJobs.Step NOTHING = new ResendJobs.Step(0, 0, Map.of(), null, null);

  private final ResendJobs jobs;
  private final Messages messages;
  private final Offsprings offsprings;
  private final MessageFilters filters;
  private final MessageDesk desk;
  private final IdempotencyKeys keys;

  ResendPages(
      ResendJobs jobs,
      Messages messages,
      Offsprings offsprings,
      MessageFilters filters,
      MessageDesk desk,
      IdempotencyKeys keys) {
    this.jobs = jobs;
    this.messages = messages;
    this.offsprings = offsprings;
    this.filters = filters;
    this.desk = desk;
    this.keys = keys;
  }

  /**
   * What came of looking at a page.
   *
   * @param step ends before the first message that met an obstacle
   */
  record Looked(ResendJobs.Step step, @Nullable Obstacle obstacle) {}

  /** What passes by itself: the application's quota, or too much going on. */
  record Obstacle(String reason, Duration pause) {}

  /**
   * @throws RequestProblem when the job's filter is not right any more
   */
  Looked look(ResendJobs.Held held) {
    ResendJob job = held.job();
    MessageFilter filter = filters.read(new Caller.Administrator(), jobs.filter(job.id())).filter();
    int size = Math.min(AT_ONCE, Math.max(1, job.perSecond() * 5));
    Messages.Found found = messages.list(filter.before(held.position()), size);
    List<Future<ResendJobs.Step>> steps = resend(job, filter, found.messages());
    ResendJobs.Step sum = NOTHING;
    UUID position = held.position();
    for (int i = 0; i < steps.size(); i++) {
      try {
        sum = sum.plus(result(steps.get(i)));
      } catch (RequestProblem.TooMany tooMany) {
        return stopped(sum, position, tooMany, tooMany.retryAfter());
      } catch (RequestProblem.Unavailable busy) {
        return stopped(sum, position, busy, busy.retryAfter());
      }
      position = found.messages().get(i).message().id();
    }
    return new Looked(at(sum, found.end(size)), null);
  }

  private static Looked stopped(
      ResendJobs.Step sum, UUID position, RequestProblem problem, Duration pause) {
    return new Looked(at(sum, position), new Obstacle(String.valueOf(problem.getMessage()), pause));
  }

  private static ResendJobs.Step at(ResendJobs.Step sum, @Nullable UUID position) {
    return new ResendJobs.Step(sum.resent(), sum.failed(), sum.leftOut(), sum.problem(), position);
  }

  /** All of them are over when it returns. */
  private List<Future<ResendJobs.Step>> resend(
      ResendJob job, MessageFilter filter, List<MessageRecord> found) {
    Map<UUID, List<MessageRecord.Offspring>> made =
        offsprings.of(found.stream().map(each -> each.message().id()).toList());
    List<Future<ResendJobs.Step>> steps = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (MessageRecord message : found) {
        List<MessageRecord.Offspring> before = made.getOrDefault(message.message().id(), List.of());
        steps.add(threads.submit(() -> one(job, filter, message, before)));
      }
    }
    return steps;
  }

  private static ResendJobs.Step result(Future<ResendJobs.Step> step) {
    try {
      return step.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while resending", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RequestProblem problem) {
        throw problem;
      }
      throw new IllegalStateException("a resend failed", e.getCause());
    }
  }

  private ResendJobs.Step one(
      ResendJob job,
      MessageFilter filter,
      MessageRecord message,
      List<MessageRecord.Offspring> made) {
    if (made.stream().anyMatch(each -> each.requestedBy().equals(job.actor()))) {
      return new ResendJobs.Step(1, 0, Map.of(), null, null);
    }
    Resendable.Omission omission =
        Resendable.omission(
            message.state(),
            made.stream().anyMatch(MessageRecord.Offspring::isResend),
            made.stream().anyMatch(each -> !each.isResend()),
            filter.states());
    return omission == null
        ? resend(job, message)
        : new ResendJobs.Step(0, 0, Map.of(omission, 1L), null, null);
  }

  private ResendJobs.Step resend(ResendJob job, MessageRecord message) {
    UUID id = message.message().id();
    try {
      desk.resend(
          message.message(),
          message.message().context(),
          job.actor(),
          keys.of(
              new CallerKey("resend " + id, CallerKey.HEADER, job.id().toString()),
              JsonNodeFactory.instance.objectNode()));
      return new ResendJobs.Step(1, 0, Map.of(), null, null);
    } catch (RequestProblem.TooMany | RequestProblem.Unavailable passing) {
      throw passing;
    } catch (RequestProblem problem) {
      return new ResendJobs.Step(0, 1, Map.of(), problem.getMessage(), null);
    } catch (RuntimeException failure) {
      if (DatabaseTrouble.passing(failure)) {
        throw failure;
      }
      log.warn("Resend job {} could not resend message {}: {}", job.id(), id, failure.toString());
      return new ResendJobs.Step(
          0, 1, Map.of(), "an error inside Herald, which its log tells more of", null);
    }
  }
}
