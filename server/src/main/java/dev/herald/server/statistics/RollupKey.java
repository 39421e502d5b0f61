package dev.herald.server.statistics;

import java.time.Instant;
import java.util.UUID;

/**
 * What a count is of, and whose.
 *
 * @param minute in which it happened
 * @param state of what ended, or {@link #FELL_BACK}; else empty
 * @param outcome of the call, if there was one; else empty
 * @param reason the code of what went wrong; else empty
 */
public record RollupKey(
    Instant minute,
    Fact fact,
    Whose whose,
    UUID source,
    String state,
    String outcome,
    String reason) {
  /** In place of a source, where there was none. */
  public static final UUID NONE = new UUID(0, 0);

  /** The state of a message that failed by its channel and went on by the next one. */
  public static final String FELL_BACK = "FELL_BACK";

  /** Whose message it is, and which way it goes. */
  public record Whose(UUID application, UUID node, UUID tenant, String lane, String channel) {}
}
