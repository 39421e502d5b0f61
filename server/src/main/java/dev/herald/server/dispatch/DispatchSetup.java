package dev.herald.server.dispatch;

import dev.herald.server.lane.LaneSettings;
import dev.herald.server.platform.Durations;
import dev.herald.server.source.ConnectorSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchSettings.class)
class DispatchSetup {

  /** A call that outlived the lease could be made again by another process. */
  DispatchSetup(ConnectorSettings calls, LaneSettings lanes) {
    if (calls.deadline().compareTo(lanes.lease()) >= 0) {
      throw new IllegalStateException(
          "herald.connectors.deadline (%s) must be shorter than herald.lease (%s)"
              .formatted(Durations.print(calls.deadline()), Durations.print(lanes.lease())));
    }
  }
}
