package dev.herald.server.lane;

import dev.herald.server.task.store.TaskStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LaneSettings.class)
class LaneSetup {
  private static final Logger log = LoggerFactory.getLogger(LaneSetup.class);

  /** What writes, and what claims. */
  private static final int CONNECTIONS_OF_LANE = TaskStore.CONNECTIONS_OF_LANE + 1;

  /** The heartbeat and jobs among them. */
  private static final int CONNECTIONS_OF_OTHERS = 2;

  LaneSetup(
      LaneSettings settings,
      @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
    int enough = settings.lanes().size() * CONNECTIONS_OF_LANE + CONNECTIONS_OF_OTHERS;
    if (connections < enough) {
      log.warn(
          "{} lanes under load can take more than the {} connections of this process, and one then"
              + " waits for another: set spring.datasource.hikari.maximum-pool-size to {} or more",
          settings.lanes().size(),
          connections,
          enough);
    }
  }
}
