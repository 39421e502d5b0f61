package dev.herald.server.queue;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.reason.WordedReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Queues")
class QueueController {
  private final QueueListeners listeners;

  QueueController(QueueListeners listeners) {
    this.listeners = listeners;
  }

  /**
   * A queue as the process that answers reads it.
   *
   * @param from the topic or queue at its broker
   * @param application null: each record says whose it is, and is signed
   * @param lag how many records at the broker are not acknowledged yet, by whichever process;
   *     absent while the broker does not answer
   * @param lastMinute how many records this process has done with in the last minute
   * @param waitingFor why nothing is taken at the moment
   */
  record QueueView(
      String name,
      String kind,
      @Nullable String from,
      @Nullable String application,
      boolean connected,
      @Nullable Long lag,
      int lastMinute,
      long accepted,
      long repeated,
      long quarantined,
      @Nullable Instant lastTaken,
      @Nullable Instant waitingSince,
      @Nullable WordedReason waitingFor) {
    static QueueView of(QueueListeners.Seen seen) {
      Binding binding = seen.binding();
      QueueFigures figures = seen.figures();
      QueueFigures.Waiting waiting = figures.waiting();
      return new QueueView(
          seen.name(),
          binding.kind(),
          binding.from(),
          binding.application(),
          seen.connected(),
          figures.lag().isPresent() ? figures.lag().getAsLong() : null,
          figures.lastMinute(),
          figures.count(QueueFigures.Kind.accepted),
          figures.count(QueueFigures.Kind.repeated),
          figures.count(QueueFigures.Kind.quarantined),
          figures.last(),
          waiting == null ? null : waiting.since(),
          waiting == null ? null : WordedReason.of(waiting.reason()));
    }
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/queues")
  @Operation(
      operationId = "listQueues",
      summary = "The queues that submissions come by",
      description = "Counted since the process that answers was started.")
  Page<QueueView> list(Caller.Staff caller) {
    return Page.all(
        listeners.seen().stream()
            .filter(seen ->
                caller.reach().covers(Reach.Limit.APPLICATIONS, seen.binding().application()))
            .map(QueueView::of)
            .toList());
  }
}
