package dev.herald.server.task;

import dev.herald.channel.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a task leaves its owner's hands. */
public sealed interface Settlement {
  MessageTask task();

  /** The message's state after it. */
  MessageState state();

  /** What the trace says of it; null: nothing, since it happens to many alike. */
  @Nullable TraceEvent event();

  /**
   * Nothing is left to do.
   *
   * @param next the message that takes over by the next channel of a fallback plan
   */
  record Finished(MessageTask task, TraceEvent event, @Nullable NewMessage next)
      implements Settlement {
    public Finished {
      check(task, event.state());
    }

    @Override
    public MessageState state() {
      return event.state();
    }
  }

  /** Something is left to do. */
  sealed interface Waiting extends Settlement {
    /** By the same clock as when it is due. */
    Instant decidedAt();

    Instant dueAt();

    int attempts();

    int failures();

    int queries();

    /** What holds it back, if that is not an attempt that failed. */
    MessageTask.@Nullable Deferral deferral();
  }

  /**
   * To be taken up again.
   *
   * @param attempts how many there were so far
   * @param failures how many of them count
   * @param queries how often the provider was asked so far
   */
  record Postponed(
      MessageTask task, TraceEvent event, Instant dueAt, int attempts, int failures, int queries)
      implements Waiting {
    public Postponed {
      check(task, event.state());
    }

    @Override
    public Instant decidedAt() {
      return event.at();
    }

    @Override
    public MessageState state() {
      return event.state();
    }

    @Override
    public MessageTask.@Nullable Deferral deferral() {
      return event.call() == null && attempts < task.attempt()
          ? new MessageTask.Deferral(1, event.reason())
          : null;
    }
  }

  /**
   * To be taken up again, and nothing happened: something else than the message holds it back.
   *
   * @param reason kept with the task, for people and for its next event
   */
  record Deferred(MessageTask task, Instant decidedAt, Instant dueAt, Reason reason)
      implements Waiting {
    public Deferred {
      check(task, MessageState.PENDING);
    }

    @Override
    public MessageState state() {
      return MessageState.PENDING;
    }

    @Override
    public @Nullable TraceEvent event() {
      return null;
    }

    @Override
    public int attempts() {
      return task.attempt() - 1;
    }

    @Override
    public int failures() {
      return task.failures();
    }

    @Override
    public int queries() {
      return task.queries();
    }

    @Override
    public MessageTask.Deferral deferral() {
      MessageTask.Deferral before = task.deferral();
      return new MessageTask.Deferral(before == null ? 1 : before.times() + 1, reason);
    }
  }

  private static void check(MessageTask task, MessageState next) {
    if (!task.state().mayBecome(next)) {
      throw new IllegalStateException(
          "message %s can't go from %s to %s".formatted(task.id(), task.state(), next));
    }
  }
}
