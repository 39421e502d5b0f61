package dev.herald.server.resend;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on resend jobs, one at a time, until none is left that can go on now. A job that can't go
 * on waits while others do, and fails after some tries.
 *
 * <p>Each resend is the normal one, under an idempotency key of job and message: what a process did
 * before it died is not done again, and counts as done.
 */
@Component
class ResendWorker {
  private static final Logger log = LoggerFactory.getLogger(ResendWorker.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final ResendJobs jobs;
  private final ResendPages pages;
  private final ResendSettings settings;
  private final Shutdown shutdown;
  private final UUID self = Ids.next();

  ResendWorker(ResendJobs jobs, ResendPages pages, ResendSettings settings, Shutdown shutdown) {
    this.jobs = jobs;
    this.pages = pages;
    this.settings = settings;
    this.shutdown = shutdown;
  }

  /** One process at a time does this. */
  void run() {
    try {
      for (Optional<ResendJobs.Claimed> job = next(); job.isPresent(); job = next()) {
        work(job.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<ResendJobs.Claimed> next() {
    return shutdown.begun() ? Optional.empty() : jobs.take(self);
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
  private static void pace(ResendJob job, ResendJobs.Step done, long begun)
      throws InterruptedException {
    long nanos = Duration.ofSeconds(done.resent()).toNanos() / job.perSecond();
    TimeUnit.NANOSECONDS.sleep(nanos - (System.nanoTime() - begun));
  }
}
