package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.task.SendLimit;
import org.jspecify.annotations.Nullable;

/** Messages by the mode of the key that they were submitted with. */
final class SendModes {
  private SendModes() {}

  static KeyMode of(@Nullable SendLimit limit) {
    return switch (limit == null ? null : limit.kind()) {
      case null -> KeyMode.LIVE;
      case STAND_INS -> KeyMode.TEST;
      case GUESTS -> KeyMode.GUESTS;
    };
  }

  /** Which of them alone a caller sees; null: all. */
  static SendLimit.@Nullable Kind seenBy(Caller caller) {
    return switch (caller.mode()) {
      case LIVE -> null;
      case TEST -> SendLimit.Kind.STAND_INS;
      case GUESTS -> SendLimit.Kind.GUESTS;
    };
  }
}
