package dev.herald.server.statistics;

import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a process counted and has not written down.
 *
 * @param latencies of what was sent: histograms, see {@link Latencies}
 * @param appended steps of which only the message is known
 * @param reported how long it took what providers reported of
 */
public record Counted(
    Map<RollupKey, Long> counts,
    Map<LatencyKey, long[]> latencies,
    List<Appended> appended,
    List<Reported> reported) {

  Counted(Map<RollupKey, Long> counts, Map<LatencyKey, long[]> latencies, List<Appended> appended) {
    this(counts, latencies, appended, List.of());
  }

  /**
   * A provider's report that a message was delivered or not.
   *
   * @param delivered since acceptance, or the time it was due; null: it was not delivered
   * @param lag since it was sent; null: nobody knows when that was
   */
  public record Reported(
      RollupKey.Whose whose, UUID source, @Nullable Duration delivered, @Nullable Duration lag) {}

  /** Which latencies go together. */
  public record LatencyKey(Instant minute, String lane, String channel, UUID source) {}

  /** A step that took a message to another state. */
  public record Appended(UUID message, TraceEvent event) {}

  public boolean isEmpty() {
    return counts.isEmpty() && latencies.isEmpty() && appended.isEmpty();
  }

  /** With these besides, for the same minutes or others. */
  Counted with(Map<RollupKey, Long> more, List<Reported> reports) {
    Map<RollupKey, Long> all = new HashMap<>(counts);
    more.forEach((key, count) -> all.merge(key, count, Long::sum));
    return new Counted(all, latencies, List.of(), reports);
  }
}
