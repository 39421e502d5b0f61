package dev.herald.server.task;

import dev.herald.channel.Fault;
import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a message's way.
 *
 * @param state the message's after it
 * @param reason without personal data
 * @param call what was asked of a provider, if anything was
 * @param nextAt when the message is due again
 * @param relatedId the message that this step made
 * @param actor who did it, if not Herald itself
 */
public record TraceEvent(
    Instant at,
    Kind kind,
    MessageState state,
    Reason reason,
    @Nullable Call call,
    @Nullable Instant nextAt,
    @Nullable UUID relatedId,
    @Nullable String actor) {

  /** What a step was. */
  public enum Kind {
    /** A provider was called. */
    ATTEMPT,
    /** A provider was asked what became of the message. */
    QUERY,
    /** Herald decided without a call. */
    DECISION,
    /** The process that had the message stopped, and another took it over. */
    ADOPTED,
    RESENT,
    /** Somebody gave it another time. */
    RESCHEDULED,
    CANCELLED,
    RECALLED,
    /** What a provider said later. */
    RECEIPT,
    /** A person wrote back. */
    REPLY
  }

  /**
   * One call to a provider.
   *
   * @param outcome the result's type: ACCEPTED, THROTTLED, RETRYABLE, UNKNOWN, or REJECTED_ and its
   *     class
   * @param fault whose fault it was; null: nobody's, or not known
   * @param status the protocol's own
   * @param answer the provider's words, masked
   * @param together null: it was for this message alone
   */
  public record Call(
      int attempt,
      @Nullable UUID sourceId,
      String outcome,
      @Nullable Fault fault,
      int durationMillis,
      @Nullable String status,
      @Nullable String answer,
      @Nullable String providerId,
      @Nullable Together together) {

    /** For one message. */
    public Call(
        int attempt,
        @Nullable UUID sourceId,
        String outcome,
        @Nullable Fault fault,
        int durationMillis,
        @Nullable String status,
        @Nullable String answer,
        @Nullable String providerId) {
      this(attempt, sourceId, outcome, fault, durationMillis, status, answer, providerId, null);
    }
  }

  /**
   * A call that was for several messages.
   *
   * @param call the id of the first of them
   * @param messages all of them
   */
  public record Together(UUID call, int messages) {}

  /** The same, done by somebody. */
  public TraceEvent by(String who) {
    return new TraceEvent(at, kind, state, reason, call, nextAt, relatedId, who);
  }

  /** The same, after which nothing is due. */
  public TraceEvent withoutNext() {
    return new TraceEvent(at, kind, state, reason, call, null, relatedId, actor);
  }

  public static TraceEvent decision(Instant at, MessageState state, Reason reason) {
    return new TraceEvent(at, Kind.DECISION, state, reason, null, null, null, null);
  }
}
