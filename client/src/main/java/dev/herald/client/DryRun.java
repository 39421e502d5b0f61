package dev.herald.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a submission would come to. Nothing was saved or sent.
 *
 * @param repeats what would be answered again, because its idempotency key came before; null: the
 *     key is new, or there is none
 * @param messages one for each recipient and channel
 */
public record DryRun(@Nullable Accepted repeats, List<Prospect> messages) {
  public DryRun {
    messages = List.copyOf(messages);
  }

  /**
   * What one message would come to.
   *
   * @param destination masked
   * @param duplicate whether another message stands for it
   * @param duplicateOf that message, where it is there already
   * @param state that its first attempt would end in; {@code PENDING}: it would wait; null: it is a
   *     duplicate
   * @param code of the reason why it would not be sent, or not at once
   * @param reason the same in words
   * @param at when it would be sent, or looked at again
   * @param source that would be called, where only one would
   * @param text that it would say, where it says one
   * @param segments that it would cost as a short message; 0: it is none
   * @param next what the next channel of the plan would come to
   */
  public record Prospect(
      String channel,
      String destination,
      boolean duplicate,
      @Nullable UUID duplicateOf,
      @Nullable MessageState state,
      @Nullable String code,
      @Nullable String reason,
      @Nullable Instant at,
      @Nullable String source,
      @Nullable String text,
      long segments,
      @Nullable Prospect next) {

    private static Prospect read(JsonObject json) {
      JsonObject reason = json.object("reason", why -> why);
      JsonObject content = json.object("content", said -> said);
      JsonObject sms = content == null ? null : content.object("sms", cost -> cost);
      return new Prospect(
          json.text("channel", ""),
          json.text("destination", ""),
          json.text("state") == null,
          json.idIfAny("duplicateOf"),
          json.parsed("state", MessageState::of),
          reason == null ? null : reason.text("code"),
          reason == null ? null : reason.text("text"),
          json.time("at"),
          json.text("source"),
          content == null ? null : content.text("text"),
          sms == null ? 0 : sms.number("segments"),
          json.object("next", Prospect::read));
    }
  }

  static DryRun read(JsonObject json) {
    return new DryRun(
        json.object("repeats", Accepted::read), json.objects("messages", Prospect::read));
  }
}
