package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;

/** What is wrong with who is told of alarms. */
public sealed interface AlarmFault extends Reason {

  record WebhookInvalid() implements AlarmFault {}

  /**
   * @param known the lanes that alarms may be sent in
   */
  record NodeNotUrgent(String lane, List<String> known) implements AlarmFault {}

  /** Herald calls no target inside the network that is not listed. */
  record WebhookPrivate(String host) implements AlarmFault {}

  record WebhookWithCredentials() implements AlarmFault {}

  /**
   * @param known what it can be tuned for
   */
  record RuleScopeUnfit(String kind, List<String> known) implements AlarmFault {}
}
