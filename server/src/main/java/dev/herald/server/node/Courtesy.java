package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
import org.jspecify.annotations.Nullable;

/**
 * What a node heeds of what people want.
 *
 * @param topic what it is about to a person: a topic's code, or {@code application/node} for one of
 *     its own
 * @param exempt heeds nothing: for what a person must get, such as login codes
 * @param quiet what it does in quiet hours; null: as its lane does
 * @param quietHours its own; null: its tenant's
 */
public record Courtesy(
    String topic, boolean exempt, @Nullable Quiet quiet, @Nullable QuietHours quietHours) {
  private static final char BETWEEN = '/';
  private static final String CRITICAL = "critical";

  /** What becomes of a message in quiet hours. */
  public enum Quiet {
    /** It waits until they end. */
    HOLD,
    /** It is not sent. */
    DROP,
    /** It goes. */
    SEND
  }

  /** The topic of a node that names none. No topic's code has the sign between. */
  static String ownTopic(String application, String node) {
    return application + BETWEEN + node;
  }

  /** Whether no other node can have this topic. */
  public boolean hasOwnTopic() {
    return topic.indexOf(BETWEEN) >= 0;
  }

  /** What is in a hurry goes, and all else waits, unless the node says otherwise. */
  public Quiet inQuietHours(String lane) {
    if (exempt) {
      return Quiet.SEND;
    }
    if (quiet != null) {
      return quiet;
    }
    return lane.equals(CRITICAL) ? Quiet.SEND : Quiet.HOLD;
  }
}
