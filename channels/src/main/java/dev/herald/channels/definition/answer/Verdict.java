package dev.herald.channels.definition.answer;

import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Reason;
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
public enum Verdict {
  RECIPIENT(Rejection.RECIPIENT.fault(), Kind.REFUSED_ADDRESS),
  CREDENTIALS(Rejection.CREDENTIALS.fault(), Kind.REFUSED_ACCOUNT),
  TEMPLATE(Rejection.TEMPLATE.fault(), Kind.REFUSED_TEMPLATE),
  CONTENT(Rejection.CONTENT.fault(), Kind.REFUSED_CONTENT),
  QUOTA(Rejection.QUOTA.fault(), Kind.QUOTA_USED_UP),
  /** The token is taken no longer: it is dropped, another fetched, and the call made once more. */
  TOKEN(Rejection.CREDENTIALS.fault(), Kind.REFUSED_ACCOUNT),
  /** The source is too fast. */
  THROTTLED(Fault.SOURCE, Kind.THROTTLED),
  /** This destination has had enough for an hour or a day. */
  DEFER(Fault.DESTINATION, Kind.THROTTLED),
  /** The provider's trouble; certainly not sent. */
  BUSY(Fault.PROVIDER, Kind.FAILED),
  /** The provider's trouble; perhaps sent. */
  AMBIGUOUS(Fault.PROVIDER, Kind.LEFT_UNKNOWN);

  public static final List<String> WORDS = Arrays.stream(values()).map(Verdict::word).toList();
  private static final Duration THROTTLED_FOR = Duration.ofSeconds(60);
  private static final Duration DEFERRED_FOR = Duration.ofHours(1);

  private final Fault fault;
  private final Kind kind;

  Verdict(Fault fault, Kind kind) {
    this.fault = fault;
    this.kind = kind;
  }

  /** Whose fault it is of a provider, when a definition says nothing. */
  Fault fault() {
    return fault;
  }

  /** Whether it matters how long the provider says to wait. */
  public boolean waits() {
    return switch (this) {
      case THROTTLED, DEFER, BUSY -> true;
      case RECIPIENT, CREDENTIALS, TEMPLATE, CONTENT, QUOTA, TOKEN, AMBIGUOUS -> false;
    };
  }

  public String word() {
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

  /**
   * @param blamed whose fault it is
   * @param said the provider's code and words
   */
  SendResult result(Fault blamed, Said said, @Nullable Duration after, Exchange exchange) {
    Reason reason = said.as(kind);
    return switch (this) {
      case RECIPIENT -> new Rejected(blamed, Rejection.RECIPIENT, reason, exchange);
      case CREDENTIALS, TOKEN -> new Rejected(blamed, Rejection.CREDENTIALS, reason, exchange);
      case TEMPLATE -> new Rejected(blamed, Rejection.TEMPLATE, reason, exchange);
      case CONTENT -> new Rejected(blamed, Rejection.CONTENT, reason, exchange);
      case QUOTA -> new Rejected(blamed, Rejection.QUOTA, reason, exchange);
      case THROTTLED -> throttled(blamed, after, THROTTLED_FOR, reason, exchange);
      case DEFER -> throttled(blamed, after, DEFERRED_FOR, reason, exchange);
      case BUSY -> new Retryable(blamed, reason, after, exchange);
      case AMBIGUOUS -> new Unknown(blamed, reason, exchange);
    };
  }

  private static Throttled throttled(
      Fault blamed, @Nullable Duration after, Duration usual, Reason reason, Exchange exchange) {
    return new Throttled(blamed, Objects.requireNonNullElse(after, usual), reason, exchange);
  }
}
