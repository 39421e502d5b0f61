package dev.herald.server.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What several destinations tell of a source, all mailboxes of a domain as one. One of them alone
 * tells little of it: it counts a few times, and then only as often as others do too. Kept by the
 * limiter's lock; it remembers a bounded number of observations.
 */
final class Evidence {
  private static final int REMEMBERED = 50;

  private final int alone;
  private final Deque<Target> latest = new ArrayDeque<>();
  private final Map<Target, Integer> counts = new HashMap<>();

  /**
   * @param alone how often one destination counts although no other does
   */
  Evidence(int alone) {
    this.alone = alone;
  }

  /** Whether this observation at a destination tells of the source; it is remembered if so. */
  boolean admits(Target target) {
    if (target.isSource()) {
      return true;
    }
    Target witness = target.witness();
    int own = counts.getOrDefault(witness, 0);
    if (own >= latest.size() - own + alone) {
      return false;
    }
    latest.add(witness);
    counts.merge(witness, 1, Integer::sum);
    if (latest.size() > REMEMBERED) {
      forget(latest.remove());
    }
    return true;
  }

  /** The source works for this destination, so what was seen there before is past. */
  void clear(Target target) {
    Target witness = target.witness();
    if (counts.remove(witness) != null) {
      latest.removeIf(witness::equals);
    }
  }

  private void forget(Target oldest) {
    counts.computeIfPresent(oldest, (_, count) -> count == 1 ? null : count - 1);
  }
}
