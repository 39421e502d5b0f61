package dev.herald.channels.definition.answer;

import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long to wait, in the forms that definitions and providers write it. */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private RetryAfter() {}

  /**
   * @param text for example {@code 60s}; a day at most
   */
  public static Duration parse(String text) throws Misfit {
    Duration duration = parseAny(text);
    if (duration.compareTo(LONGEST) > 0) {
      throw new Misfit(new DefinitionReason.ValueUnfit(text, Kind.UP_TO_A_DAY));
    }
    return duration;
  }

  /** As {@link #parse}, of any length. */
  public static Duration parseAny(String text) throws Misfit {
    Matcher matcher = WRITTEN.matcher(text);
    Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new Misfit(new DefinitionReason.ValueUnfit(text, Kind.DURATION));
    }
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** As a definition says it: a duration, or an expression that yields seconds; a day at most. */
  static @Nullable Duration of(@Nullable Shape written, Scope scope) {
    return upTo(written, scope, LONGEST);
  }

  public static @Nullable Duration upTo(@Nullable Shape written, Scope scope, Duration longest) {
    return switch (written) {
      case Shape.Constant(Duration duration) -> duration;
      case Shape.Formula(Expression expression) -> {
        Object seconds = expression.valueIfAny(scope);
        yield seconds == null ? null : ofSeconds(seconds, longest);
      }
      case null -> null;
      case Shape _ -> null;
    };
  }

  /** The Retry-After header of an answer: seconds, or a date. */
  static @Nullable Duration ofHeader(Map<String, String> headers, Instant now) {
    String header = headers.get("retry-after");
    if (header == null) {
      return null;
    }
    if (header.strip().chars().allMatch(Character::isDigit)) {
      return ofSeconds(header.strip());
    }
    try {
      Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return within(Duration.between(now, until), LONGEST);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Seconds as a provider writes them, whole or with a fraction; null when they are none. */
  static @Nullable Duration ofSeconds(Object seconds) {
    return ofSeconds(seconds, LONGEST);
  }

  private static @Nullable Duration ofSeconds(Object seconds, Duration longest) {
    try {
      long millis = (long) (Double.parseDouble(seconds.toString()) * 1_000);
      return within(Duration.ofMillis(millis), longest);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static Duration within(Duration duration, Duration longest) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(longest) > 0 ? longest : duration;
  }
}
