package dev.herald.server.resend;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on resend jobs, one at a time. A job that can't go on waits while others do, and fails
 * after some tries.
 *
 * <p>Each resend is the normal one, under an idempotency key of job and message: what a process did
 * before it died is not done again, and counts as done.
 */
@Component
class ResendWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ResendWorker.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final ResendJobs jobs;
  private final ResendPages pages;
  private final ResendSettings settings;
  private final boolean works;
  private final UUID self = Ids.next();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  ResendWorker(ResendJobs jobs, ResendPages pages, ResendSettings settings, Roles roles) {
    this.jobs = jobs;
    this.pages = pages;
    this.settings = settings;
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

  /** Works on jobs until none is left that can go on now. */
  private void step() throws InterruptedException {
    for (Optional<ResendJobs.Claimed> job = jobs.take(self);
        job.isPresent() && stopping.getCount() > 0;
        job = jobs.take(self)) {
      work(job.get());
    }
  }

  private void work(ResendJobs.Claimed claimed) throws InterruptedException {
    long begun = System.nanoTime();
    ResendPages.Looked looked;
    try {
      looked = pages.look(claimed);
    } catch (RuntimeException e) {
      couldNotGoOn(claimed, e);
      return;
    }
    if (!jobs.advance(claimed, self, looked.step())) {
      return;
    }
    ResendPages.Obstacle obstacle = looked.obstacle();
    if (obstacle == null) {
      pace(claimed.job(), looked.step(), begun);
    } else {
      Duration pause =
          obstacle.pause().compareTo(LONGEST_WAIT) < 0 ? obstacle.pause() : LONGEST_WAIT;
      jobs.putOff(claimed, self, pause, obstacle.reason(), 0);
    }
  }

  /** Tries a job again later while others go on, until it was tried often enough. */
  private void couldNotGoOn(ResendJobs.Claimed claimed, RuntimeException failure) {
    int tries = claimed.tries() + 1;
    String reason = reason(failure);
    log.warn(
        "Resend job {} could not go on (try {}): {}",
        claimed.job().id(),
        tries,
        failure.toString());
    if (failure instanceof RequestProblem.Invalid || tries >= settings.tries()) {
      jobs.fail(claimed, self, reason);
    } else {
      jobs.putOff(claimed, self, settings.pause(tries), reason, tries);
    }
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof RequestProblem.Invalid
        ? "its filter is not right any more: " + failure.getMessage()
        : "an error inside Herald (%s), which its log tells more of"
            .formatted(failure.getClass().getSimpleName());
  }

  /** A page takes as long as its resends may, and the lease is far longer. */
  private void pace(ResendJob job, ResendJobs.Step done, long begun) throws InterruptedException {
    long nanos = Duration.ofSeconds(done.resent()).toNanos() / job.perSecond();
    long left = nanos - (System.nanoTime() - begun);
    if (left > 0 && stopping.await(left, TimeUnit.NANOSECONDS)) {
      log.info("Resend job {} is left to others", job.id());
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
