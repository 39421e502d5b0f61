package dev.herald.server.pause;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What waits on somebody's word. Its messages wait; they expire when they would.
 *
 * @param target the node's id or the lane's name
 * @param key how people name it
 * @param actor who paused it
 */
public record Pause(
    Kind kind, String target, String key, String actor, Instant at, @Nullable String reason) {
  /** What can be paused here; a source is paused by its own setting. */
  public enum Kind {
    NODE,
    LANE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the trace. */
  String words() {
    return "%s %s is paused by %s since %s%s"
        .formatted(kind.word(), key, actor, at, reason == null ? "" : ": " + reason);
  }
}
