package dev.herald.bench.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts what is still to be done in a round. */
final class Countdown {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private volatile CountDownLatch left = new CountDownLatch(0);

  void begin(int messages) {
    left = new CountDownLatch(messages);
  }

  void done() {
    left.countDown();
  }

  void await() throws InterruptedException {
    if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("%d were not done".formatted(left.getCount()));
    }
  }
}
