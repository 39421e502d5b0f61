package dev.herald.channel;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider's length limit for one part of a message, as the provider counts.
 *
 * @param part a member of the content, for example {@code markdown}; or {@link #REQUEST}
 * @param most the largest accepted length
 */
public record LengthLimit(String part, int most, Unit unit) {
  /** The whole body of the request. */
  public static final String REQUEST = "request";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,8}) (bytes|characters)");

  /** What a provider counts. */
  public enum Unit {
    /** Of UTF-8. */
    BYTES {
      @Override
      public int count(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    },
    /** As people count them: one for each code point. */
    CHARACTERS {
      @Override
      public int count(String text) {
        return text.codePointCount(0, text.length());
      }
    };

    public abstract int count(String text);

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param text for example {@code 4096 bytes}
   */
  public static LengthLimit parse(String part, String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a length; write it like '4096 bytes' or '1600 characters'".formatted(text));
    }
    return new LengthLimit(
        part,
        Integer.parseInt(matcher.group(1)),
        Unit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)));
  }

  public boolean allows(String text) {
    return text.length() * 4L <= most || unit.count(text) <= most;
  }

  /** Why a text is refused. */
  public CallReason.PartTooLong refusal(String text) {
    return new CallReason.PartTooLong(part, unit.count(text), most, unit.name());
  }

  @Override
  public String toString() {
    return "%s %d %s".formatted(part, most, unit);
  }
}
