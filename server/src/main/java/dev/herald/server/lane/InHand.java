package dev.herald.server.lane;

import java.util.Collection;
import java.util.HashSet;
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
  private final Set<UUID> ids = ConcurrentHashMap.newKeySet();
  private Set<UUID> suspects = Set.of();

  void add(UUID id) {
    ids.add(id);
  }

  void remove(UUID id) {
    ids.remove(id);
  }

  int size() {
    return ids.size();
  }

  /**
   * @return those owned that were unknown here this time and the time before
   */
  Set<UUID> forgotten(Collection<UUID> owned) {
    Set<UUID> unknown = new HashSet<>(owned);
    unknown.removeAll(ids);
    Set<UUID> forgotten = new HashSet<>(unknown);
    forgotten.retainAll(suspects);
    suspects = unknown;
    return forgotten;
  }
}
