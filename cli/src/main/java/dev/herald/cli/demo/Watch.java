package dev.herald.cli.demo;

import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Follows a burst by counting what the server has left to do, which costs the server little at any
 * size.
 */
final class Watch {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final List<String> UNFINISHED = List.of("PENDING", "SENDING", "UNKNOWN");
  private static final List<String> SENT = List.of("SENT", "DELIVERED");
  private static final List<String> FAILED =
      List.of("FAILED", "EXPIRED", "CANCELLED", "SUPPRESSED", "UNDELIVERED");

  private final Server server;
  private final Submission submission;
  private final Instant from;
  private final Optional<Kill> kill;
  private final long start = System.nanoTime();

  /**
   * @param server with the administrator's key
   * @param from when the burst began; older messages are not counted
   * @param kill of a process of a cluster that saves messages after they are accepted
   */
  Watch(Server server, Submission submission, Instant from, Optional<Kill> kill) {
    this.server = server;
    this.submission = submission;
    this.from = from;
    this.kill = kill;
  }

  /**
   * Shows how far it is until nothing is left to do.
   *
   * @param patience how long after the last acceptance it may take
   * @return the last standing; not over when the patience was, or when submitting failed
   */
  Standing follow(Future<?> submitting, Duration patience, Progress progress)
      throws InterruptedException {
    Standing standing = look();
    Duration lastAccepted = Duration.ZERO;
    while (!standing.isOver()
        && submitting.state() != Future.State.FAILED
        && standing.elapsed().minus(lastAccepted).compareTo(patience) < 0) {
      progress.show(standing);
      Standing now = standing;
      kill.ifPresent(each -> each.when(now));
      if (!submitting.isDone()) {
        lastAccepted = standing.elapsed();
      }
      Thread.sleep(PAUSE);
      standing = look();
    }
    progress.end(standing);
    return standing;
  }

  /** Counts as sent only what was acknowledged before the server was asked what is left. */
  private Standing look() {
    int accepted = submission.accepted();
    if (kill.isPresent()) {
      return counted(accepted);
    }
    JsonNode counts = server.get("/v1/messages/counts?sent=false&from=" + from);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    long failed = sum(counts, FAILED);
    long sent = Math.max(0, accepted - failed - sum(counts, UNFINISHED));
    return new Standing(submission.notices().size(), accepted, sent, failed, elapsed);
  }

  /** What is accepted is not in the table yet: what is left to do says nothing of what is sent. */
  private Standing counted(int accepted) {
    JsonNode counts = server.get("/v1/messages/counts?from=" + from);
    return new Standing(
        submission.notices().size(),
        accepted,
        sum(counts, SENT),
        sum(counts, FAILED),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static long sum(JsonNode counts, List<String> states) {
    return states.stream().mapToLong(state -> counts.path("byState").path(state).asLong()).sum();
  }
}
