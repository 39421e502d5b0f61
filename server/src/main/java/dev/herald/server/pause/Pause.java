package dev.herald.server.pause;

import dev.herald.channel.Reason;
import dev.herald.server.reason.TraceReason;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What waits on somebody's word. Its messages wait; they expire when they would.
 *
 * @param target the id of the node, application or tenant, or the lane's name
 * @param key how people name it
 * @param actor who paused it
 * @param surge why Herald paused it by itself; null: a person did
 */
public record Pause(
    Kind kind,
    String target,
    String key,
    String actor,
    Instant at,
    @Nullable String reason,
    @Nullable Surge surge) {

  /**
   * What a node sent.
   *
   * @param count of messages in the minutes before
   * @param usual how many it usually sends in so long
   */
  public record Surge(long count, long usual, int minutes) {}

  /** What can be paused here; a source is paused by its own setting. */
  public enum Kind {
    LANE,
    APPLICATION,
    TENANT,
    NODE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the trace. */
  Reason reasonTold() {
    return surge != null
        ? new TraceReason.HeldForSurge(key, surge.count, surge.usual, surge.minutes, at)
        : new TraceReason.Paused(kind.name(), key, actor, at, reason);
  }
}
