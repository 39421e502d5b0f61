package dev.herald.server.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a task leaves its owner's hands. */
public sealed interface Settlement {
  MessageTask task();

  TraceEvent event();

  /**
   * Nothing is left to do.
   *
   * @param next the message that takes over by the next channel of a fallback plan
   */
  record Finished(MessageTask task, TraceEvent event, @Nullable NewMessage next)
      implements Settlement {
    public Finished {
      check(task, event);
    }
  }

  /**
   * To be taken up again.
   *
   * @param attempts how many count so far
   * @param queries how often the provider was asked so far
   */
  record Postponed(MessageTask task, TraceEvent event, Instant dueAt, int attempts, int queries)
      implements Settlement {
    public Postponed {
      check(task, event);
    }
  }

  private static void check(MessageTask task, TraceEvent event) {
    if (!task.state().mayBecome(event.state())) {
      throw new IllegalStateException(
          "message %s can't go from %s to %s".formatted(task.id(), task.state(), event.state()));
    }
  }
}
