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
   */
  record Environment(Egress egress, Clock clock, Duration deadline) {}
}
