package dev.herald.channels.definition;

import dev.herald.channel.Exchange;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The classes that a definition may give to a refusal. */
enum Verdict {
  RECIPIENT,
  CREDENTIALS,
  TEMPLATE,
  CONTENT,
  QUOTA,
  /** The source is too fast. */
  THROTTLED,
  /** This destination has had enough for an hour or a day. */
  DEFER,
  /** The provider's trouble; certainly not sent. */
  BUSY,
  /** The provider's trouble; perhaps sent. */
  AMBIGUOUS;

  static final List<String> WORDS = Arrays.stream(values()).map(Verdict::word).toList();
  private static final Duration THROTTLED_FOR = Duration.ofSeconds(60);
  private static final Duration DEFERRED_FOR = Duration.ofHours(1);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What HTTP says of a status when a definition says nothing. */
  static Verdict ofStatus(int status) {
    return switch (status) {
      case 429 -> THROTTLED;
      case 402 -> QUOTA;
      case 408, 425 -> BUSY;
      case 400, 406, 409, 411, 413, 414, 415, 422 -> CONTENT;
      default -> status >= 500 ? BUSY : CREDENTIALS;
    };
  }

  SendResult result(String reason, @Nullable Duration after, Exchange exchange) {
    return switch (this) {
      case RECIPIENT -> new Rejected(Rejection.RECIPIENT, reason, exchange);
      case CREDENTIALS -> new Rejected(Rejection.CREDENTIALS, reason, exchange);
      case TEMPLATE -> new Rejected(Rejection.TEMPLATE, reason, exchange);
      case CONTENT -> new Rejected(Rejection.CONTENT, reason, exchange);
      case QUOTA -> new Rejected(Rejection.QUOTA, reason, exchange);
      case THROTTLED ->
          new Throttled(
              Throttled.Scope.SOURCE,
              Objects.requireNonNullElse(after, THROTTLED_FOR),
              reason,
              exchange);
      case DEFER ->
          new Throttled(
              Throttled.Scope.DESTINATION,
              Objects.requireNonNullElse(after, DEFERRED_FOR),
              reason,
              exchange);
      case BUSY -> new Retryable(reason, after, exchange);
      case AMBIGUOUS -> new Unknown(reason, exchange);
    };
  }
}
