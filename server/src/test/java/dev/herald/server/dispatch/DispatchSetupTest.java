package dev.herald.server.dispatch;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.herald.server.lane.LaneSettings;
import dev.herald.server.source.ConnectorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatchSetupTest {
  @Test
  void a_deadline_that_is_not_shorter_than_the_lease_is_refused_by_both_names() {
    LaneSettings lanes =
        new LaneSettings(
            Map.of("normal", new LaneSettings.Lane(10, LaneSettings.Priority.NORMAL, 1)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(200));

    assertThatIllegalStateException()
        .isThrownBy(() ->
            new DispatchSetup(
                new ConnectorSettings(
                    Path.of("c"), Path.of("k"), Path.of("p"), Duration.ofSeconds(20)),
                lanes))
        .withMessageContaining("herald.connectors.deadline (20s)")
        .withMessageContaining("herald.lease (20s)");
    new DispatchSetup(
        new ConnectorSettings(Path.of("c"), Path.of("k"), Path.of("p"), Duration.ofSeconds(10)),
        lanes);
  }
}
