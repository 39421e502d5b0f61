package dev.herald.sandbox.standin;

import dev.herald.sandbox.rule.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a destination always meets, by its name alone, so that everybody can try failures without a
 * rule.
 *
 * <p>A user id, device token, chat or group has the fate that it ends in: {@code zhang-unknown}. A
 * number, be it a phone, a chat or a group, has the fate of its last two digits where it ends in
 * {@code 1990000} and four more: {@code +86 199 0000 0001}, {@code +1 990 000 0002}.
 */
public enum Fate {
  /** On a blacklist, opted out, or has blocked the sender. */
  BLOCKED(1, Reason.RECIPIENT),
  /** There is no such recipient. */
  UNKNOWN(2, Reason.RECIPIENT),
  /** Has had enough for today. */
  CAPPED(3, Reason.THROTTLED),
  /** Is sent to too quickly. */
  LIMITED(4, Reason.THROTTLED),
  /** The account has no money left for it. */
  UNPAID(5, Reason.QUOTA),
  /** The content is refused. */
  REFUSED(6, Reason.CONTENT),
  /** Accepted, and later reported as undelivered. */
  UNDELIVERED(7, null),
  /** Accepted, delivered, and answered with a word that means stop. */
  STOP(8, null),
  /** Accepted, and never heard of again. */
  SILENT(9, null),
  /** The provider has trouble with it. */
  BUSY(10, Reason.BUSY),
  /** Accepted, delivered and read, where the provider tells. */
  READ(11, null);

  private static final Pattern NUMBER = Pattern.compile(".*199000000(\\d\\d)");
  private final int digits;
  private final @Nullable Reason reason;

  Fate(int digits, @Nullable Reason reason) {
    this.digits = digits;
    this.reason = reason;
  }

  /** Why a message to it is refused; empty when it is accepted at first. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** As it stands in a destination and in a table of codes. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The fate of a destination; null for those of no special name. */
  public static @Nullable Fate of(String destination) {
    Matcher number = NUMBER.matcher(destination);
    int digits = number.matches() ? Integer.parseInt(number.group(1)) : -1;
    for (Fate fate : values()) {
      if (fate.digits == digits || destination.endsWith("-" + fate.word())) {
        return fate;
      }
    }
    return null;
  }
}
