package dev.herald.server.intake.note;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came and became no message.
 *
 * @param applicationId null: nobody knows whose it is
 * @param tenant as it was written
 * @param messageId that stands for a repeat; null: it was refused
 * @param mentions addresses, people and references, as {@link Mentions} has them
 * @param about what is told of it
 */
public record SubmissionNote(
    Instant at,
    @Nullable UUID applicationId,
    @Nullable String tenant,
    @Nullable UUID messageId,
    Set<String> mentions,
    About about) {
  public SubmissionNote {
    mentions = Set.copyOf(mentions);
  }

  /**
   * What is told of it.
   *
   * @param node as it was written; empty: none was
   * @param why it was refused; null: it was a repeat
   * @param fields that are wrong
   */
  public record About(String node, @Nullable Reason why, List<String> fields) {
    public About {
      fields = List.copyOf(fields);
    }
  }

  /** Neither addresses nor references. */
  @Override
  public String toString() {
    return "submission note";
  }
}
