package dev.herald.server.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The destinations for which a source was told to be too fast, or was refused altogether, since it
 * last worked; all mailboxes of a domain are one here. One alone does not make the source rest.
 * Kept by the limiter's lock; times are of {@link System#nanoTime()}.
 */
final class RefusedTargets {
  private static final int REMEMBERED = 50;
  private static final long LEAST = Duration.ofMinutes(1).toNanos();

  private final Map<Target, Long> until = new LinkedHashMap<>();

  /**
   * @param rest how long the source shall rest
   * @return whether the source rests, and not only this destination
   */
  boolean isShared(Target target, long now, long rest) {
    if (target.isSource()) {
      return true;
    }
    Target witness = target.witness();
    until.values().removeIf(end -> end <= now);
    boolean others = until.size() > (until.containsKey(witness) ? 1 : 0);
    if (others || until.size() < REMEMBERED) {
      until.put(witness, now + Math.max(LEAST, rest));
    }
    if (until.size() > REMEMBERED) {
      until.remove(until.keySet().iterator().next());
    }
    return others;
  }

  /** The source works. */
  void clear() {
    until.clear();
  }
}
