package dev.herald.server.task.store;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.util.List;
import java.util.UUID;

/** Learns what was written, after its commit and before whoever wrote it goes on. */
public interface StoreListener {
  /**
   * @param saved what became of each of the submissions, in their order
   */
  void saved(List<Submission> submissions, List<Saved> saved);

  /** The tasks that these were written for had no other owner. */
  void settled(List<Settlement> settlements);

  /**
   * What came from elsewhere than the owner of a task.
   *
   * @param before the state that the message had
   */
  void appended(UUID messageId, MessageState before, TraceEvent event);
}
