package dev.herald.channel;

import dev.herald.channel.network.Egress;
import dev.herald.channel.receipt.ReportSink;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Provides connectors written in Java; found by {@link java.util.ServiceLoader}. */
public interface ConnectorProvider {

  List<Connector> connectors(Environment environment);

  /**
   * What a connector may use from its environment.
   *
   * @param clock the time for signatures
   * @param deadline the time limit of one call, including connecting and reading
   * @param tokens stores the providers' tokens
   * @param reports takes what providers say over connections that connectors keep
   */
  record Environment(
      Egress egress, Clock clock, Duration deadline, TokenStore tokens, ReportSink reports) {
    /** Where nobody listens to reports. */
    public Environment(Egress egress, Clock clock, Duration deadline, TokenStore tokens) {
      this(egress, clock, deadline, tokens, ReportSink.NONE);
    }

    /** With tokens for this process only. */
    public Environment(Egress egress, Clock clock, Duration deadline) {
      this(egress, clock, deadline, TokenStore.inMemory());
    }
  }
}
