package dev.herald.server.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a queue's broker every few seconds how much waits there, and says when it is away for more
 * than that.
 */
final class Measuring implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Measuring.class);
  private static final int SECONDS_BETWEEN = 5;

  private final String queue;
  private final QueueKind.Listener listener;
  private final QueueFigures figures;
  private final CountDownLatch stopped;

  Measuring(
      String queue, QueueKind.Listener listener, QueueFigures figures, CountDownLatch stopped) {
    this.queue = queue;
    this.listener = listener;
    this.figures = figures;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      measure();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure() throws InterruptedException {
    boolean told = true;
    boolean before = true;
    do {
      figures.lag(listener.lag());
      boolean connected = listener.isConnected();
      if (connected != told && connected == before) {
        tell(connected);
        told = connected;
      }
      before = connected;
    } while (!stopped.await(SECONDS_BETWEEN, TimeUnit.SECONDS));
  }

  private void tell(boolean connected) {
    if (connected) {
      log.info("Queue {} is connected to its broker", queue);
    } else {
      log.warn("Queue {} is not connected to its broker, and tries again", queue);
    }
  }
}
