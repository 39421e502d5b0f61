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
final class InFlight {
  private final Map<UUID, ClaimedTask> tasks = new ConcurrentHashMap<>();
  private Set<UUID> suspects = Set.of();

  void add(ClaimedTask claim) {
    tasks.put(claim.task().id(), claim);
  }

  /** A task that came back and is claimed anew stays. */
  void remove(ClaimedTask claim) {
    tasks.computeIfPresent(
        claim.task().id(), (_, present) -> present.isSameAs(claim) ? null : present);
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
