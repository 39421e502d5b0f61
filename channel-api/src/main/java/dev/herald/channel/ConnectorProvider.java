package dev.herald.channel;

import dev.herald.channel.network.Egress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Found by {@link java.util.ServiceLoader}: how connectors written in Java join. */
public interface ConnectorProvider {

  List<Connector> connectors(Environment environment);

  /**
   * What a connector may use of its surroundings.
   *
   * @param clock the time that signatures are made of
   * @param deadline how long one call may take, connecting and reading together
   * @param tokens where the providers' tokens are kept
   */
  record Environment(Egress egress, Clock clock, Duration deadline, TokenStore tokens) {
    /** With tokens of this process's own. */
    public Environment(Egress egress, Clock clock, Duration deadline) {
      this(egress, clock, deadline, TokenStore.inMemory());
    }
  }
}
