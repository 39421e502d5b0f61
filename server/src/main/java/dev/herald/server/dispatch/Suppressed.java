package dev.herald.server.dispatch;

import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.preference.Preferences;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.suppression.Suppression;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.NewMessage;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Keeps messages from addresses on the suppression list and from people who opted out, and puts
 * addresses on the list that are dead.
 */
@Component
class Suppressed {
  private final Suppressions list;
  private final Preferences preferences;
  private final Nodes nodes;
  private final Sources sources;
  private final ConnectorCatalog connectors;

  Suppressed(
      Suppressions list,
      Preferences preferences,
      Nodes nodes,
      Sources sources,
      ConnectorCatalog connectors) {
    this.list = list;
    this.preferences = preferences;
    this.nodes = nodes;
    this.sources = sources;
    this.connectors = connectors;
  }

  /** Why a message must not be sent; empty when it may, or its node sends whatever was said. */
  Optional<Reason> on(NewMessage message) {
    Node node = nodes.get(message.ownership().nodeId());
    return list.on(message)
        .filter(_ -> !node.reachesSuppressed())
        .<Reason>map(
            entry -> new TraceReason.AddressSuppressed(entry.cause().name(), entry.since()))
        .or(() -> preferences.against(message, node));
  }

  /** The same outcome; if it says that the address is dead, the list has it from now on. */
  AttemptOutcome noting(NewMessage message, AttemptOutcome outcome) {
    if (outcome instanceof AttemptOutcome.Answered(SendResult.Rejected refused, var call, _)
        && call.sourceId() != null
        && isDead(call.sourceId(), refused)) {
      list.of(message, cause(message), call.sourceId(), refused.reason());
    }
    return outcome;
  }

  private boolean isDead(UUID sourceId, SendResult.Rejected refused) {
    return sources
        .find(sourceId)
        .flatMap(connectors::serving)
        .filter(connector -> connector.saysAddressIsDead(refused))
        .isPresent();
  }

  private static Suppression.Cause cause(NewMessage message) {
    return message.context().route().destination().kind() == Destination.Kind.DEVICE
        ? Suppression.Cause.DEAD
        : Suppression.Cause.BOUNCED;
  }
}
