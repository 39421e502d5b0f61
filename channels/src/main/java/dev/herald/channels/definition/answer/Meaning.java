package dev.herald.channels.definition.answer;

import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A result in the words that definitions have for it. */
public final class Meaning {
  public static final String ACCEPTED = "accepted";

  private Meaning() {}

  /** Words that all fit: a result does not tell which of two classes it was made from. */
  public static List<String> of(SendResult result) {
    return switch (result) {
      case Accepted _ -> List.of(ACCEPTED);
      case Throttled _ -> List.of(Verdict.THROTTLED.word(), Verdict.DEFER.word());
      case Retryable _ -> List.of(Verdict.BUSY.word());
      case Rejected rejected -> List.of(rejected.rejection().name().toLowerCase(Locale.ROOT));
      case Unknown _ -> List.of(Verdict.AMBIGUOUS.word());
    };
  }

  public static @Nullable Duration after(SendResult result) {
    return switch (result) {
      case Throttled throttled -> throttled.after();
      case Retryable retryable -> retryable.after();
      case Accepted _, Rejected _, Unknown _ -> null;
    };
  }
}
