package dev.herald.server.dispatch;

import dev.herald.channel.Destination;
import dev.herald.channel.SendResult;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.preference.FrequencyCaps;
import dev.herald.server.preference.Preferences;
import dev.herald.server.preference.QuietHoursRule;
import dev.herald.server.preference.Restriction;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.suppression.Suppression;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.NewMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Keeps messages from addresses on the suppression list and from people who do not want them, or
 * not now, and puts addresses on the list that are dead.
 */
@Component
class Suppressed {
  private final Suppressions list;
  private final Preferences preferences;
  private final QuietHoursRule quietHours;
  private final FrequencyCaps caps;
  private final Nodes nodes;
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Clock clock;

  Suppressed(
      Suppressions list,
      Preferences preferences,
      QuietHoursRule quietHours,
      FrequencyCaps caps,
      Nodes nodes,
      Sources sources,
      ConnectorCatalog connectors,
      Clock clock) {
    this.list = list;
    this.preferences = preferences;
    this.quietHours = quietHours;
    this.caps = caps;
    this.nodes = nodes;
    this.sources = sources;
    this.connectors = connectors;
    this.clock = clock;
  }

  /** What keeps a message back; empty when it may go, or its node sends whatever was said. */
  Optional<AttemptOutcome> on(NewMessage message) {
    Node node = nodes.get(message.ownership().nodeId());
    Instant now = clock.instant();
    return list.on(message)
        .filter(_ -> !node.reachesSuppressed())
        .<AttemptOutcome>map(entry ->
            new AttemptOutcome.Suppressed(
                new TraceReason.AddressSuppressed(entry.cause().name(), entry.since())))
        .or(() -> preferences.against(message, node).map(each -> outcome(each, now)))
        .or(() -> quietHours.of(message, node, now).map(each -> outcome(each, now)));
  }

  /** As above, of what is about to go: it takes one of the places that its person has today. */
  Optional<AttemptOutcome> atLast(NewMessage message) {
    Node node = nodes.get(message.ownership().nodeId());
    Instant now = clock.instant();
    return caps.of(message, node, now).map(each -> outcome(each, now));
  }

  private static AttemptOutcome outcome(Restriction obstacle, Instant now) {
    return switch (obstacle) {
      case Restriction.Forbidden(TraceReason reason) -> new AttemptOutcome.Suppressed(reason);
      case Restriction.NotBefore(Instant until, TraceReason reason) ->
          new AttemptOutcome.NotYet(Duration.between(now, until), reason, true);
    };
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
