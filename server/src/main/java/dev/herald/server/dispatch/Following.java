package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.task.store.FollowUps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says of a source, before it is called, whether its messages are asked about afterwards. */
@Component
class Following {
  private final ConnectorCatalog connectors;
  private final FollowUps followUps;

  Following(ConnectorCatalog connectors, FollowUps followUps) {
    this.connectors = connectors;
    this.followUps = followUps;
  }

  void note(ConfiguredSource source) {
    List<Duration> pauses =
        connectors.serving(source).map(Connector::followsAfter).orElse(List.of());
    followUps.of(source.source().id(), pauses.isEmpty() ? null : pauses.getFirst());
  }
}
