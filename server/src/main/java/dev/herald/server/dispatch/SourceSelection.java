package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.server.dispatch.Company.Attempted;
import dev.herald.server.limit.CallPermit;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, and whose not yet. */
sealed interface SourceSelection {

  /**
   * A source is ready now; closing lets the next message in.
   *
   * @param company the messages that go in the same call; null: it goes alone
   */
  record Granted(ConfiguredSource source, CallPermit permit, @Nullable Company company)
      implements SourceSelection, AutoCloseable {
    Granted(ConfiguredSource source, CallPermit permit) {
      this(source, permit, null);
    }

    @Override
    public void close() {
      permit.close();
      if (company != null) {
        company.close();
      }
    }
  }

  /** It went in another message's call. */
  record Carried(Attempted attempted) implements SourceSelection {}

  /**
   * Every source that could take it is busy, capped or broken.
   *
   * @param told whether its trace shall say so; what happens to millions alike is not written to
   *     each
   */
  record Later(Duration after, Reason reason, boolean told) implements SourceSelection {}

  /** Every source that could take it is paused. */
  record AllPaused(List<ConfiguredSource> sources) implements SourceSelection {}

  /** No source serves this channel for this tenant. */
  record NoSource(Reason reason) implements SourceSelection {}
}
