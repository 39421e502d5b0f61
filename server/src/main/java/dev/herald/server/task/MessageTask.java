package dev.herald.server.task;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task in the hands of its owner.
 *
 * @param state {@link MessageState#SENDING}, or {@link MessageState#UNKNOWN} when the provider is
 *     to be asked
 * @param attempt this one, counted from 1 with each claim, so that a crash can't hide one
 * @param failures how many attempts failed so far: what rules count, and not what waited, or was in
 *     the hands of a process that died
 * @param queries how often the provider was asked about it
 * @param lastSource the source of the attempt before, or of the one that is unknown
 * @param startedAt when the call whose outcome is unknown was made
 * @param providerId what the provider called it in the latest answer that named it
 * @param sequence of the latest change
 * @param deferral null: nothing held it back since its last event
 * @param callId of the last call, when it went with others in one; null: it went alone
 */
public record MessageTask(
    NewMessage message,
    MessageState state,
    int attempt,
    int failures,
    int queries,
    @Nullable UUID lastSource,
    @Nullable Instant startedAt,
    @Nullable String providerId,
    int sequence,
    @Nullable Deferral deferral,
    @Nullable UUID callId) {

  /** One that went with no others. */
  public MessageTask(
      NewMessage message,
      MessageState state,
      int attempt,
      int failures,
      int queries,
      @Nullable UUID lastSource,
      @Nullable Instant startedAt,
      @Nullable String providerId,
      int sequence,
      @Nullable Deferral deferral) {
    this(
        message,
        state,
        attempt,
        failures,
        queries,
        lastSource,
        startedAt,
        providerId,
        sequence,
        deferral,
        null);
  }

  /**
   * What held it back without an attempt.
   *
   * @param times since its last event
   * @param reason the last time
   */
  public record Deferral(int times, Reason reason) {}

  /** A message that is handed over as it is saved, without being claimed. */
  public static MessageTask handedOver(NewMessage message) {
    return new MessageTask(message, MessageState.SENDING, 1, 0, 0, null, null, null, 0, null);
  }

  /** This attempt as rules count it, from 1. */
  public int trial() {
    return failures + 1;
  }

  public UUID id() {
    return message.id();
  }
}
