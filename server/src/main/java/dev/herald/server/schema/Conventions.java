package dev.herald.server.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a locale writes numbers and dates, by CLDR. Made once and kept: finding out is slow. */
public final class Conventions {
  /** CLDR sets a no-break space between letters and digits; the JDK leaves it out. */
  private static final Pattern GAP =
      Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

  private final Locale locale;
  private final NumberFormat number;
  private final NumberFormat percent;
  private final Map<Currency, NumberFormat> money = new ConcurrentHashMap<>();
  private final Map<FormatStyle, DateTimeFormatter> days = new ConcurrentHashMap<>();
  private final Map<FormatStyle, DateTimeFormatter> moments = new ConcurrentHashMap<>();

  public Conventions(Locale locale) {
    this.locale = locale;
    this.number = digits(NumberFormat.getInstance(locale), 0, Format.MOST_DIGITS);
    this.percent = digits(NumberFormat.getPercentInstance(locale), 0, 2);
  }

  /** With all digits. */
  String number(BigDecimal value) {
    return copy(number).format(value);
  }

  /** A share of one, to two decimals of a percent. */
  String percent(BigDecimal value) {
    return copy(percent).format(value);
  }

  /** With as many decimals as the currency has, rounded half up. */
  String money(BigDecimal amount, Currency currency) {
    NumberFormat format = money.computeIfAbsent(currency, this::formatOf);
    return GAP.matcher(copy(format).format(amount)).replaceAll("\u00a0");
  }

  private NumberFormat formatOf(Currency currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    int decimals = Math.max(0, currency.getDefaultFractionDigits());
    return digits(format, decimals, decimals);
  }

  DateTimeFormatter day(FormatStyle style) {
    return days.computeIfAbsent(style, date -> pattern(date, null));
  }

  /** To the minute; the full style to the second and with the zone's name. */
  DateTimeFormatter moment(FormatStyle style) {
    FormatStyle time = style == FormatStyle.FULL ? FormatStyle.LONG : FormatStyle.SHORT;
    return moments.computeIfAbsent(style, date -> pattern(date, time));
  }

  private DateTimeFormatter pattern(FormatStyle date, @Nullable FormatStyle time) {
    return DateTimeFormatter.ofPattern(
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            date, time, IsoChronology.INSTANCE, locale),
        locale);
  }

  private static NumberFormat digits(NumberFormat format, int least, int most) {
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  /** Number formats are not for use by several threads. */
  private static NumberFormat copy(NumberFormat format) {
    return (NumberFormat) format.clone();
  }
}
