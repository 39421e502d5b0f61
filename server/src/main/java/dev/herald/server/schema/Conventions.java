package dev.herald.server.schema;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.number.Scale;
import com.ibm.icu.util.NoUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How a locale writes numbers and dates, by CLDR. Made once and kept: finding out is slow. */
public final class Conventions {
  private static final int PERCENT = 2;

  private final Locale locale;
  private final LocalizedNumberFormatter number;
  private final LocalizedNumberFormatter percent;
  private final Map<Currency, LocalizedNumberFormatter> money = new ConcurrentHashMap<>();
  private final Map<FormatStyle, DateTimeFormatter> days = new ConcurrentHashMap<>();
  private final Map<FormatStyle, DateTimeFormatter> moments = new ConcurrentHashMap<>();

  public Conventions(Locale locale) {
    this.locale = locale;
    this.number = figures().precision(Precision.maxFraction(Format.MOST_DIGITS));
    this.percent =
        figures()
            .unit(NoUnit.PERCENT)
            .scale(Scale.powerOfTen(PERCENT))
            .precision(Precision.maxFraction(2));
  }

  /** In the groups that the locale makes, and with a minus only before what is not zero. */
  private LocalizedNumberFormatter figures() {
    return NumberFormatter.withLocale(locale)
        .roundingMode(RoundingMode.HALF_UP)
        .sign(NumberFormatter.SignDisplay.NEGATIVE);
  }

  /** With all digits. */
  String number(BigDecimal value) {
    return number.format(value).toString();
  }

  /** A share of one, to two decimals of a percent. */
  String percent(BigDecimal value) {
    return percent.format(value).toString();
  }

  /** With as many decimals as the currency has, rounded half up. */
  String money(BigDecimal amount, Currency currency) {
    return money.computeIfAbsent(currency, this::formatOf).format(amount).toString();
  }

  private LocalizedNumberFormatter formatOf(Currency currency) {
    return figures()
        .unit(com.ibm.icu.util.Currency.fromJavaCurrency(currency))
        .precision(Precision.fixedFraction(Math.max(0, currency.getDefaultFractionDigits())));
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
}
