package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.application.Applications;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.pause.Pause;
import dev.herald.server.pause.Pauses;
import dev.herald.server.reason.AlarmReason;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a node's messages wait once it sends far more than usual, where its application wants that.
 * Once for each alarm: what somebody lets go is not held again as long as the alarm fires. Urgent
 * lanes are exempt, since a code that waits is worth nothing.
 */
@Component
class SurgeHolds implements Evaluation.Consequence {
  private static final Logger log = LoggerFactory.getLogger(SurgeHolds.class);

  private final Applications applications;
  private final Nodes nodes;
  private final LaneSettings lanes;
  private final Pauses pauses;

  SurgeHolds(Applications applications, Nodes nodes, LaneSettings lanes, Pauses pauses) {
    this.applications = applications;
    this.nodes = nodes;
    this.lanes = lanes;
    this.pauses = pauses;
  }

  @Override
  public void of(Finding finding) {
    if (finding.reason()
        instanceof
        AlarmReason.VolumeSudden(
            String application,
            String node,
            long count,
            long usual,
            int minutes)) {
      applications
          .find(application)
          .filter(found -> found.holdsSurges())
          .flatMap(found -> nodes.find(found.id(), node))
          .filter(found -> !isUrgent(found))
          .ifPresent(found -> hold(found, application, new Pause.Surge(count, usual, minutes)));
    }
  }

  private boolean isUrgent(Node node) {
    return Objects.requireNonNull(lanes.lanes().get(node.lane())).priority()
        == LaneSettings.Priority.URGENT;
  }

  private void hold(Node node, String application, Pause.Surge surge) {
    String key = application + "/" + node.code();
    if (pauses.hold(node.id().toString(), key, surge)) {
      log.warn(
          "{} sent {} messages in {} minutes, where {} are usual: they wait from now on",
          key,
          surge.count(),
          surge.minutes(),
          surge.usual());
    }
  }
}
