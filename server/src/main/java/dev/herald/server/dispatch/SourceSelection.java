package dev.herald.server.dispatch;

import dev.herald.server.limit.CallPermit;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;

/** Whose turn it is, and whose not yet. */
sealed interface SourceSelection {

  /** A source is ready now; closing lets the next message in. */
  record Granted(ConfiguredSource source, CallPermit permit)
      implements SourceSelection, AutoCloseable {
    @Override
    public void close() {
      permit.close();
    }
  }

  /**
   * Every source that could take it is busy, capped or broken.
   *
   * @param told whether its trace shall say so; what happens to millions alike is not written to
   *     each
   */
  record Later(Duration after, String reason, boolean told) implements SourceSelection {}

  /** Every source that could take it is paused. */
  record AllPaused(List<ConfiguredSource> sources) implements SourceSelection {}

  /** No source serves this channel for this tenant. */
  record NoSource(String reason) implements SourceSelection {}
}
