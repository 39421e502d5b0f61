package dev.herald.server.dispatch;

import dev.herald.server.limit.Passage;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;

/** Whose turn it is, and whose not yet. */
sealed interface Turn {

  /** A source is ready now; closing lets the next message in. */
  record Granted(ConfiguredSource source, Passage passage) implements Turn, AutoCloseable {
    @Override
    public void close() {
      passage.close();
    }
  }

  /**
   * Every source that could take it is busy, capped or broken.
   *
   * @param told whether its trace shall say so; what happens to millions alike is not written to
   *     each
   */
  record Later(Duration after, String reason, boolean told) implements Turn {}

  /** Every source that could take it is paused. */
  record Held(List<ConfiguredSource> sources) implements Turn {}

  /** No source serves this channel for this tenant. */
  record Nobody(String reason) implements Turn {}
}
