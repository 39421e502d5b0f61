package dev.herald.spring.outbox;

import dev.herald.client.HeraldException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Forwards what was committed: at once when this process commits, and else as often as it polls.
 * While Herald is away, or says that it is busy, it rests, longer each time; rows wait meanwhile.
 */
final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration LEAVING = Duration.ofSeconds(15);

  private final Forwarding forwarding;
  private final RelayState state;
  private final BackOff backOff;
  private final Duration poll;
  private final int largest;
  private int size;
  private int failures;
  private volatile @Nullable Thread thread;

  OutboxRelay(Forwarding forwarding, RelayState state, BackOff backOff, Duration poll, int batch) {
    this.forwarding = forwarding;
    this.state = state;
    this.backOff = backOff;
    this.poll = poll;
    this.largest = Math.max(1, batch);
    this.size = largest;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread relay = new Thread(this::run, "herald-outbox");
      relay.setDaemon(true);
      thread = relay;
      relay.start();
    }
  }

  /** Lets the batch in hand end. */
  @Override
  public void stop() {
    Thread leaving = leave();
    if (leaving == null) {
      return;
    }
    state.wake();
    try {
      leaving.join(LEAVING.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread leave() {
    Thread leaving = thread;
    thread = null;
    return leaving;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (Thread.currentThread() == thread) {
        rest(step());
      }
    } catch (InterruptedException interrupted) {
      log.debug("The outbox's relay was interrupted", interrupted);
    }
  }

  /** Wakes only a relay that polls: one that rests for Herald's sake rests on. */
  private void rest(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    do {
      long left = end - System.nanoTime();
      if (left > 0) {
        state.await(Duration.ofNanos(left));
      }
    } while (failures > 0 && Thread.currentThread() == thread && System.nanoTime() < end);
  }

  /**
   * @return how long to rest
   */
  private Duration step() {
    try {
      Forwarding.Batch batch = forwarding.forward(size);
      state.count(batch);
      if (batch.parked() > 0) {
        log.warn(
            "Herald refuses {} submission(s) of the outbox; they are parked with the reason",
            batch.parked());
      }
      return after(batch);
    } catch (HeraldException problem) {
      size = Math.max(1, size / 2);
      return pauseFor(problem);
    } catch (RuntimeException failure) {
      return pauseFor("the outbox can't be read: " + failure.getClass().getSimpleName(), failure);
    }
  }

  private Duration after(Forwarding.Batch batch) {
    HeraldException busy = batch.busy();
    if (busy != null) {
      return pauseFor(busy);
    }
    failures = 0;
    if (state.isNew(null)) {
      log.info("The outbox is forwarded again");
    }
    boolean full = batch.claimed() >= size;
    size = Math.min(largest, size * 2);
    return full ? Duration.ZERO : poll;
  }

  private Duration pauseFor(HeraldException problem) {
    failures++;
    Duration pause = problem.retryAfter().orElseGet(() -> backOff.after(failures));
    String words = problem.getClass().getSimpleName() + " " + problem.status();
    if (state.isNew(words)) {
      log.warn("The outbox waits, because Herald can't be sent to: {}", words);
    }
    return pause.compareTo(backOff.longest()) < 0 ? pause : backOff.longest();
  }

  private Duration pauseFor(String words, RuntimeException failure) {
    failures++;
    if (state.isNew(words)) {
      log.error(
          "The outbox waits, because its table can't be read or written. Is herald_outbox there?"
              + " See herald.client.outbox.initialize-schema, or the migration in the starter.",
          failure);
    }
    return backOff.after(failures);
  }
}
