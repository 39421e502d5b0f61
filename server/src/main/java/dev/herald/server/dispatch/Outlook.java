package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.template.Rendering;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a message that is not there.
 *
 * @param state that its first attempt would end in: {@code SENT} when it would reach a provider
 *     that takes it; {@code PENDING} when it would wait
 * @param reason why it would not be sent, or not at once; null: it would
 * @param at when it would be sent or looked at again; null: it would not
 * @param source that would be called; null: none, or one of several candidates with a share
 * @param candidates the sources of its channel
 * @param saying what it would say; null: it was not looked at
 * @param next the message that would take over by the next channel of its plan
 */
public record Outlook(
    NewMessage message,
    MessageState state,
    @Nullable Reason reason,
    @Nullable Instant at,
    @Nullable String source,
    List<Candidate> candidates,
    @Nullable Rendering saying,
    @Nullable Outlook next) {
  public Outlook {
    candidates = List.copyOf(candidates);
  }

  /**
   * A source of the message's channel.
   *
   * @param weight as it is configured
   * @param share of such messages that it would take, in percent
   * @param reason why it would not take it now; null where {@code standing} says all
   */
  public record Candidate(
      String source, int weight, int share, Standing standing, @Nullable Reason reason) {}

  /** How a source stands to a message. */
  public enum Standing {
    /** It would take it. */
    OPEN,
    /** It would, later: its caps, its calls or its destination are busy, or it asked for rest. */
    BUSY,
    /** It fails, and is given rest. */
    BROKEN,
    PAUSED,
    /** It does not take this kind of address and content. */
    UNFIT,
    /** What waited was moved to another source. */
    LEFT
  }
}
