package dev.herald.server.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as people say it, in Chinese or English: {@code 昨晚9点}, {@code yesterday 9 pm}.
 *
 * @param from of the stretch that is meant
 * @param to its end
 * @param rest of the text
 */
record SpokenTime(Instant from, Instant to, String rest) {
  private static final Duration ABOUT = Duration.ofMinutes(30);
  private static final Duration CLOSELY = Duration.ofMinutes(10);

  private static final Map<String, Integer> DAYS =
      Map.of("今天", 0, "today", 0, "昨天", 1, "yesterday", 1, "前天", 2);
  private static final Map<String, Integer> DIGITS =
      Map.ofEntries(
          Map.entry("一", 1),
          Map.entry("两", 2),
          Map.entry("二", 2),
          Map.entry("三", 3),
          Map.entry("四", 4),
          Map.entry("五", 5),
          Map.entry("六", 6),
          Map.entry("七", 7),
          Map.entry("八", 8),
          Map.entry("九", 9),
          Map.entry("十", 10),
          Map.entry("十一", 11),
          Map.entry("十二", 12));

  private static final String DAY =
      "(?<day>今天|昨天|前天|today|yesterday|(?:(?<month>\\d{1,2})月(?<date>\\d{1,2})[日号]))";
  private static final String SHORT = "(?<short>今早|今晚|昨晚|last night|tonight|this morning)";
  private static final String PART =
      "(?<part>凌晨|早上|上午|中午|下午|傍晚|晚上|morning|afternoon|evening|night)";
  private static final String CLOCK =
      "(?:at )?(?<hour>\\d{1,2}|十[一二]?|[一二两三四五六七八九])(?:(?:点|时)(?:(?<half>半)|(?<minute>\\d{1,2})分?)?"
          + "|:(?<colon>\\d{2}))?\\s*(?<half12>am|pm|a\\.m\\.|p\\.m\\.)?";
  private static final Pattern SAID =
      Pattern.compile(
          "(?:%s|%s)\\s*%s?(?:\\s*%s(?![\\d-]))?".formatted(DAY, SHORT, PART, CLOCK),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AGO =
      Pattern.compile(
          "(?<count>\\d{1,3})\\s*(?<unit>minutes?|hours?|分钟|个?小时)\\s*(?:ago|前)",
          Pattern.CASE_INSENSITIVE);

  /** The first time that a text names; empty: it names none. */
  static Optional<SpokenTime> in(String text, Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(text);
    if (ago.find()) {
      boolean minutes = ago.group("unit").startsWith("m") || ago.group("unit").startsWith("分");
      Duration before =
          minutes
              ? Duration.ofMinutes(Long.parseLong(ago.group("count")))
              : Duration.ofHours(Long.parseLong(ago.group("count")));
      Duration about = minutes ? CLOSELY : ABOUT;
      return Optional.of(around(now.minus(before), about, without(text, ago)));
    }
    Matcher said = SAID.matcher(text);
    return said.find() ? of(said, text, now, zone) : Optional.empty();
  }

  private static Optional<SpokenTime> of(Matcher said, String text, Instant now, ZoneId zone) {
    LocalDate day = day(said, now.atZone(zone).toLocalDate());
    String part = part(said);
    String rest = without(text, said);
    if (day == null) {
      return Optional.empty();
    }
    if (said.group("hour") == null) {
      return Optional.of(whole(day, part, zone, rest));
    }
    Integer hour = hour(said, part);
    int minute = minute(said);
    if (hour == null || minute > 59) {
      return Optional.empty();
    }
    Instant at = day.atTime(hour % 24, minute).atZone(zone).toInstant();
    Instant meant = hour == 24 ? at.plus(Duration.ofDays(1)) : at;
    return Optional.of(around(meant, minute == 0 ? ABOUT : CLOSELY, rest));
  }

  private static @Nullable LocalDate day(Matcher said, LocalDate today) {
    String brief = said.group("short");
    if (brief != null) {
      boolean before = brief.equals("昨晚") || brief.equalsIgnoreCase("last night");
      return before ? today.minusDays(1) : today;
    }
    if (said.group("month") == null) {
      return today.minusDays(DAYS.getOrDefault(said.group("day").toLowerCase(Locale.ROOT), 0));
    }
    try {
      LocalDate date =
          LocalDate.of(
              today.getYear(),
              Integer.parseInt(said.group("month")),
              Integer.parseInt(said.group("date")));
      return date.isAfter(today) ? date.minusYears(1) : date;
    } catch (java.time.DateTimeException _) {
      return null;
    }
  }

  private static String part(Matcher said) {
    if (said.group("part") != null) {
      return said.group("part").toLowerCase(Locale.ROOT);
    }
    String brief = said.group("short") == null ? "" : said.group("short").toLowerCase(Locale.ROOT);
    return switch (brief) {
      case "昨晚", "今晚", "last night", "tonight" -> "night";
      case "今早", "this morning" -> "morning";
      default -> "";
    };
  }

  private static @Nullable Integer hour(Matcher said, String part) {
    String written = said.group("hour");
    Integer hour = written.matches("\\d+") ? Integer.valueOf(written) : DIGITS.get(written);
    if (hour == null || hour > 24) {
      return null;
    }
    String half = said.group("half12");
    boolean later =
        half == null
            ? switch (part) {
              case "下午", "傍晚", "晚上", "afternoon", "evening", "night" -> true;
              case "中午" -> hour < 6;
              default -> false;
            }
            : half.toLowerCase(Locale.ROOT).startsWith("p");
    boolean midnight =
        half == null
            ? hour == 12 && (part.equals("night") || part.equals("晚上"))
            : hour == 12 && !later;
    if (midnight) {
      return half == null ? 24 : 0;
    }
    return later && hour < 12 ? hour + 12 : hour;
  }

  private static int minute(Matcher said) {
    if (said.group("half") != null) {
      return 30;
    }
    String written = said.group("minute") != null ? said.group("minute") : said.group("colon");
    return written == null ? 0 : Integer.parseInt(written);
  }

  private static SpokenTime whole(LocalDate day, String part, ZoneId zone, String rest) {
    int from =
        switch (part) {
          case "早上", "上午", "morning" -> 6;
          case "中午" -> 11;
          case "下午", "afternoon" -> 12;
          case "傍晚", "evening" -> 17;
          case "晚上", "night" -> 18;
          default -> 0;
        };
    int hours =
        switch (part) {
          case "" -> 24;
          case "中午" -> 3;
          default -> 6;
        };
    Instant begin = day.atTime(LocalTime.of(from, 0)).atZone(zone).toInstant();
    Instant end =
        hours == 24
            ? day.plusDays(1).atStartOfDay(zone).toInstant()
            : begin.plus(Duration.ofHours(hours));
    return new SpokenTime(begin, end, rest);
  }

  private static SpokenTime around(Instant at, Duration about, String rest) {
    return new SpokenTime(at.minus(about), at.plus(about), rest);
  }

  private static String without(String text, Matcher said) {
    return (text.substring(0, said.start()) + " " + text.substring(said.end()))
        .replaceAll("[,，、]|\\b(?:at|on)\\b", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
