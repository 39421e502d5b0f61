package dev.herald.server.lane;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks that this process works on, compared with those that the table says it owns.
 *
 * <p>They part when a commit succeeded whose answer was lost: then the table names an owner that
 * knows nothing of it.
 */
final class InHand {
  private final Map<UUID, HeldTask> tasks = new ConcurrentHashMap<>();
  private Set<UUID> suspects = Set.of();

  void add(HeldTask held) {
    tasks.put(held.task().id(), held);
  }

  /** A task that came back and is held anew stays. */
  void remove(HeldTask held) {
    tasks.remove(held.task().id(), held);
  }

  int size() {
    return tasks.size();
  }

  /**
   * @return those owned that were unknown here this time and the time before
   */
  Set<UUID> forgotten(Collection<UUID> owned) {
    Set<UUID> unknown = new HashSet<>(owned);
    unknown.removeAll(tasks.keySet());
    Set<UUID> forgotten = new HashSet<>(unknown);
    forgotten.retainAll(suspects);
    suspects = unknown;
    return forgotten;
  }
}
