package dev.herald.server.pause;

import dev.herald.channel.Reason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.NewMessage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about messages that waited then. It holds for those alone, whatever comes
 * after them.
 *
 * @param what the part by codes, and the source that it goes to
 * @param before messages up to this id
 * @param beginsAt until then it only holds, so that it can be undone
 * @param counted how many waited
 * @param endedBy null: nothing of it waits any more, or it has not ended
 */
record WaitingAct(
    UUID id,
    Kind kind,
    WaitingPart part,
    Map<String, String> what,
    UUID before,
    @Nullable UUID toSource,
    Instant beginsAt,
    long counted,
    @Nullable String reason,
    String actor,
    Instant at,
    boolean called,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {

  /** What becomes of them. */
  enum Kind {
    HOLD,
    EXPIRE,
    MOVE
  }

  boolean isOf(NewMessage message) {
    // Ids of version 7: their text is in the order of time.
    return message.id().toString().compareTo(before.toString()) <= 0 && part.has(message);
  }

  boolean holds(Instant now) {
    return switch (kind) {
      case HOLD -> true;
      case EXPIRE -> now.isBefore(beginsAt);
      case MOVE -> false;
    };
  }

  WaitingAct counting(long count) {
    return new WaitingAct(
        id, kind, part, what, before, toSource, beginsAt, count, reason, actor, at, called, endedAt,
        endedBy);
  }

  /** Why it is not sent. */
  Reason reasonTold() {
    return new TraceReason.ExpiredBySomebody(actor, at, reason);
  }

  /** Why it waits. */
  Reason heldTold() {
    return new TraceReason.HeldBySomebody(actor, at, reason);
  }
}
