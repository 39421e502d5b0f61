package dev.herald.server.intake.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.dispatch.Outlook;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.Saved;
import dev.herald.server.template.MessageContent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a submission would come to.
 *
 * @param repeats what would be answered again, because its idempotency key came before; nothing
 *     would be made then
 * @param lane of all its messages
 * @param messages one for each that would be made, or that another stands for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRun(Saved.@Nullable Ack repeats, @Nullable String lane, List<Prospect> messages) {
  public DryRun {
    messages = List.copyOf(messages);
  }

  /** Of one whose key came before. */
  public static DryRun repeating(Saved.Ack earlier) {
    return new DryRun(earlier, null, List.of());
  }

  /**
   * What one message would come to.
   *
   * @param destination masked
   * @param duplicateOf the message that stands for it, within its node's dedup window
   * @param duplicateOfLine the place in this list, from 0, of one that says the same to the same
   *     person
   * @param state that its first attempt would end in; {@code PENDING}: it would wait
   * @param reason why it would not be sent, or not at once
   * @param at when it would be sent, or looked at again
   * @param source that would be called, where only one would
   * @param candidates the sources of its channel, and how each stands to it
   * @param content what it would say
   * @param next what the next channel of the plan would come to
   */
  @Schema(name = "Prospect")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Prospect(
      String channel,
      String destination,
      @Nullable String language,
      @Nullable UUID duplicateOf,
      @Nullable Integer duplicateOfLine,
      @Nullable MessageState state,
      @Nullable WordedReason reason,
      @Nullable Instant at,
      @Nullable Instant expiresAt,
      @Nullable String source,
      @Nullable List<Candidate> candidates,
      @Nullable MessageContent content,
      @Nullable Prospect next) {

    /** Of one that another stands for. */
    public static Prospect duplicate(
        String channel, String destination, @Nullable UUID of, @Nullable Integer ofLine) {
      return new Prospect(
          channel, destination, null, of, ofLine, null, null, null, null, null, null, null, null);
    }

    /** Of one that would be made. */
    public static Prospect of(Outlook outlook, Wording wording) {
      var context = outlook.message().context();
      String language = context.locale().toLanguageTag();
      return new Prospect(
          context.route().channel().name(),
          context.route().destination().masked(),
          language,
          null,
          null,
          outlook.state(),
          outlook.reason() == null ? null : WordedReason.of(outlook.reason(), wording),
          outlook.at(),
          outlook.message().expiresAt(),
          outlook.source(),
          outlook.candidates().stream().map(each -> Candidate.of(each, wording)).toList(),
          outlook.saying() == null
              ? null
              : MessageContent.of(outlook.saying(), context.route().channel(), language),
          outlook.next() == null ? null : of(outlook.next(), wording));
    }
  }

  /**
   * A source of a message's channel.
   *
   * @param share of such messages that it would take, in percent, by weight
   * @param reason why it would not take it now
   */
  @Schema(name = "ProspectSource")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Candidate(
      String source,
      int weight,
      int share,
      Outlook.Standing standing,
      @Nullable WordedReason reason) {
    static Candidate of(Outlook.Candidate of, Wording wording) {
      return new Candidate(
          of.source(),
          of.weight(),
          of.share(),
          of.standing(),
          of.reason() == null ? null : WordedReason.of(of.reason(), wording));
    }
  }
}
