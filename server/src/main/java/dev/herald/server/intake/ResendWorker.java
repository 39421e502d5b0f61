package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.task.MessageFilter;
import dev.herald.server.task.MessageRecord;
import dev.herald.server.task.Messages;
import dev.herald.server.task.Offsprings;
import dev.herald.server.task.Resendable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Works on resend jobs, one at a time.
 *
 * <p>Each resend is the normal one, under an idempotency key of job and message: what a process did
 * before it died is not done again, and counts as done.
 */
@Component
class ResendWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ResendWorker.class);
  private static final int AT_ONCE = 200;

  private final ResendJobs jobs;
  private final Messages messages;
  private final Offsprings offsprings;
  private final MessageFilters filters;
  private final MessageDesk desk;
  private final boolean works;
  private final UUID self = Ids.next();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  ResendWorker(
      ResendJobs jobs,
      Messages messages,
      Offsprings offsprings,
      MessageFilters filters,
      MessageDesk desk,
      Roles roles) {
    this.jobs = jobs;
    this.messages = messages;
    this.offsprings = offsprings;
    this.filters = filters;
    this.desk = desk;
    this.works = roles.has(Role.CRON);
  }

  private void run() {
    try {
      while (!stopping.await(1, TimeUnit.SECONDS)) {
        try {
          step();
        } catch (RuntimeException e) {
          log.warn("A resend job could not go on, trying again: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works on a job until it is over, stopped, or somebody else's. */
  private void step() throws InterruptedException {
    for (Optional<ResendJobs.Held> job = jobs.take(self);
        job.isPresent() && stopping.getCount() > 0;
        job = jobs.take(self)) {
      long begun = System.nanoTime();
      ResendJobs.Step done = page(job.get());
      if (!jobs.advance(job.get(), self, done)) {
        return;
      }
      pace(job.get().job(), done, begun);
    }
  }

  /** A page takes as long as its resends may, and the lease is far longer. */
  private void pace(ResendJob job, ResendJobs.Step done, long begun) throws InterruptedException {
    long nanos = Duration.ofSeconds(done.resent()).toNanos() / job.perSecond();
    long left = nanos - (System.nanoTime() - begun);
    if (left > 0 && stopping.await(left, TimeUnit.NANOSECONDS)) {
      log.info("Resend job {} is left to others", job.id());
    }
  }

  private ResendJobs.Step page(ResendJobs.Held held) {
    ResendJob job = held.job();
    MessageFilter filter = filters.read(new Caller.Administrator(), job.filter()).filter();
    int size = Math.min(AT_ONCE, Math.max(1, job.perSecond() * 5));
    Messages.Found found = messages.list(filter.before(held.position()), size);
    Map<UUID, List<MessageRecord.Offspring>> made =
        offsprings.of(found.messages().stream().map(each -> each.message().id()).toList());
    ResendJobs.Step sum = new ResendJobs.Step(0, 0, Map.of(), null, null);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ResendJobs.Step>> steps = new ArrayList<>();
      for (MessageRecord message : found.messages()) {
        List<MessageRecord.Offspring> before = made.getOrDefault(message.message().id(), List.of());
        steps.add(threads.submit(() -> one(job, filter, message, before)));
      }
      for (Future<ResendJobs.Step> step : steps) {
        sum = sum.plus(result(step));
      }
    }
    return new ResendJobs.Step(
        sum.resent(), sum.failed(), sum.leftOut(), sum.problem(), found.end(size));
  }

  private static ResendJobs.Step result(Future<ResendJobs.Step> step) {
    try {
      return step.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while resending", e);
    } catch (ExecutionException e) {
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
            filter.state());
    if (omission != null) {
      return new ResendJobs.Step(0, 0, Map.of(omission, 1L), null, null);
    }
    try {
      UUID id = message.message().id();
      desk.resend(
          message.message(),
          message.message().context(),
          job.actor(),
          IdempotencyKeys.of(
              job.id().toString(), "resend " + id, JsonNodeFactory.instance.objectNode()));
      return new ResendJobs.Step(1, 0, Map.of(), null, null);
    } catch (RequestProblem.Unavailable busy) {
      throw busy;
    } catch (RequestProblem problem) {
      return new ResendJobs.Step(0, 1, Map.of(), problem.getMessage(), null);
    }
  }

  @Override
  public void start() {
    if (works) {
      thread = Thread.ofPlatform().name("resends").daemon().start(this::run);
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
