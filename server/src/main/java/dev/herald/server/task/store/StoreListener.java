package dev.herald.server.task.store;

import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import java.util.List;

/** Learns what was written, after its commit and before whoever wrote it goes on. */
public interface StoreListener {
  /**
   * @param saved what became of each of the submissions, in their order
   */
  void saved(List<Submission> submissions, List<Saved> saved);

  /** The tasks that these were written for had no other owner. */
  void settled(List<Settlement> settlements);
}
