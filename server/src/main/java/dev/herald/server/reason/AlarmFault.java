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
}
