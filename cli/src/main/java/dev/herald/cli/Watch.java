package dev.herald.cli;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Follows a burst until everything accepted has come to its end, or nothing moves any more. */
final class Watch {
  private static final Duration BETWEEN_READINGS = Duration.ofMillis(100);
  private static final Duration BETWEEN_FAILURE_COUNTS = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Server administrator;
  private final Burst burst;
  private final long wanted;
  private final long began = System.nanoTime();
  private Duration acceptedIn = Duration.ZERO;
  private Duration lastMove = Duration.ZERO;
  private Duration lastFailureCount = Duration.ZERO;
  private Progress.Reading latest;

  Watch(Server administrator, Burst burst, long wanted) {
    this.administrator = administrator;
    this.burst = burst;
    this.wanted = wanted;
    this.latest = new Progress.Reading(wanted, 0, 0, 0, Duration.ZERO);
  }

  void follow(Progress progress) {
    burst.start();
    do {
      pause();
      Progress.Reading reading = read();
      if (reading.accepted() + reading.sent() + reading.failed()
          > latest.accepted() + latest.sent() + latest.failed()) {
        lastMove = reading.elapsed();
      }
      latest = reading;
      progress.show(reading);
    } while (!isOver() && latest.elapsed().minus(lastMove).compareTo(PATIENCE) < 0);
    progress.end();
    settle();
  }

  Duration acceptedIn() {
    return acceptedIn;
  }

  /** When the last message reached its end. */
  Duration sentIn() {
    return lastMove;
  }

  private Progress.Reading read() {
    if (acceptedIn.isZero() && burst.isOver()) {
      acceptedIn = burst.took();
    }
    long sent = administrator.get("/sandbox/outbox/counts").path("ids").asLong();
    long failed = latest.failed();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    if (elapsed.minus(lastFailureCount).compareTo(BETWEEN_FAILURE_COUNTS) >= 0) {
      failed = count("FAILED");
      lastFailureCount = elapsed;
    }
    return new Progress.Reading(wanted, burst.accepted(), sent, failed, elapsed);
  }

  private boolean isOver() {
    return burst.isOver() && latest.sent() + latest.failed() >= latest.accepted();
  }

  /** The stand-ins have it all; Herald writes its last outcomes down. */
  private void settle() {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < until && !(isEmpty("SENDING") && isEmpty("PENDING"))) {
      pause();
    }
  }

  private boolean isEmpty(String state) {
    return administrator
        .get("/v1/messages?application=esop&limit=1&state=" + state)
        .path("items")
        .isEmpty();
  }

  private long count(String state) {
    long count = 0;
    for (JsonNode ignored : new MessageList(administrator, "application=esop&state=" + state)) {
      count++;
    }
    return count;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_READINGS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
