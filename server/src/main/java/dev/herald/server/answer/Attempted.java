package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.reason.ReasonJson;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt went.
 *
 * @param status of HTTP
 * @param excerpt of the answer, without secrets
 */
record Attempted(
    Due due,
    int durationMillis,
    @Nullable Integer status,
    @Nullable String excerpt,
    Verdict verdict) {
  String state() {
    return switch (verdict) {
      case Verdict.Arrived _ -> "DELIVERED";
      case Verdict.Failed(_, Duration retry, _) -> retry == null ? "FAILED" : "WAITING";
    };
  }

  @Nullable Integer delayMillis() {
    return verdict instanceof Verdict.Failed(_, Duration retry, _) && retry != null
        ? Math.toIntExact(retry.toMillis())
        : null;
  }

  private @Nullable Reason reason() {
    return verdict instanceof Verdict.Failed failed ? failed.reason : null;
  }

  @Nullable String code() {
    Reason reason = reason();
    return reason == null ? null : reason.code();
  }

  @Nullable String parameters() {
    Reason reason = reason();
    return reason == null ? null : ReasonJson.write(reason);
  }

  /**
   * A delivery that is to be tried now.
   *
   * @param attempt its number
   * @param tries how many there were since it was last replayed, this one included
   */
  record Due(
      UUID id,
      UUID subscription,
      UUID answer,
      int attempt,
      int tries,
      @Nullable UUID message,
      byte[] body) {
    @Override
    public String toString() {
      return "delivery " + id;
    }
  }

  /** What follows from an attempt. */
  sealed interface Verdict {
    record Arrived() implements Verdict {}

    /**
     * @param retry null: it is given up
     * @param fault whose it was
     */
    record Failed(Reason reason, @Nullable Duration retry, Fault fault) implements Verdict {}
  }

  /** Whose fault a failure was. */
  enum Fault {
    /** Of this event alone. */
    EVENT,
    RECEIVER,
    /** The receiver says that it is there no more. */
    GONE
  }
}
