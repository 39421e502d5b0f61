package dev.herald.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Expected texts are CLDR's. */
class FormatTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh-CN | CNY | ¥1,234,567.50
          zh-CN | USD | US$1,234,567.50
          en-US | USD | $1,234,567.50
          en-US | CNY | CN¥1,234,567.50
          de-DE | EUR | 1.234.567,50 €
          ja-JP | JPY | ￥1,234,568
          en-US | JPY | ¥1,234,568
          en-US | KWD | KWD 1,234,567.500
          en-IN | INR | ₹12,34,567.50
          """)
  void writesMoneyWithItsCurrencysDecimals(Locale locale, String currency, String expected) {
    Format money = new Format.Money(new Format.CurrencyOf.Fixed(Currency.getInstance(currency)));

    assertThat(spaced(print(money, "1234567.5", locale))).isEqualTo(expected);
    assertThat(spaced(print(money, "'1234567.5'", locale))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"USD, -0.001, $0.00", "JPY, -0.4, ¥0", "USD, -0.005, -$0.01", "USD, -0, $0.00"})
  void writesNoMinusBeforeNothing(String currency, String amount, String expected) {
    Format money = new Format.Money(new Format.CurrencyOf.Fixed(Currency.getInstance(currency)));

    assertThat(print(money, amount, Locale.US)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "100.0, 100",
    "1.0e2, 100",
    "100, 100",
    "-0.0, 0",
    "12345678901234567890, 12345678901234567890",
    "1.5, 1.5",
    "'''007''', 007"
  })
  void writesIntegersInTheirDigits(String value, String expected) {
    assertThat(print(new Format.Whole(), value, Locale.GERMANY)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2017年1月1日 07:59",
    "2026-12-01T08:00:00.1234567890123Z, 2026年12月1日 16:00"
  })
  void writesMomentsThatNoClockHas(String moment, String expected) {
    assertThat(
            print(
                new Format.Moment(FormatStyle.MEDIUM),
                "'" + moment + "'",
                Locale.SIMPLIFIED_CHINESE))
        .isEqualTo(expected);
  }

  @Test
  void takesTheCurrencyFromBesideTheAmount() {
    Format money = new Format.Money(new Format.CurrencyOf.Variable("unit"));

    assertThat(
            money.print(
                Json.of("12"), Json.of("{unit: EUR}"), new Conventions(Locale.US), SHANGHAI))
        .isEqualTo("€12.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh-CN | SHORT  | 2026/11/21
          zh-CN | MEDIUM | 2026年11月21日
          zh-CN | FULL   | 2026年11月21日星期六
          en-US | SHORT  | 11/21/26
          en-US | MEDIUM | Nov 21, 2026
          en-US | LONG   | November 21, 2026
          de-DE | MEDIUM | 21.11.2026
          de-DE | LONG   | 21. November 2026
          ja-JP | MEDIUM | 2026/11/21
          ja-JP | LONG   | 2026年11月21日
          """)
  void writesDays(Locale locale, FormatStyle style, String expected) {
    assertThat(print(new Format.Day(style), "2026-11-21", locale)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh-CN | Asia/Shanghai    | 2026-11-21T01:05:33Z      | 2026年11月21日 09:05
          en-US | America/New_York | 2026-11-21T01:05:33Z      | Nov 20, 2026, 8:05 PM
          de-DE | Europe/Berlin    | 2026-11-21T01:05:33Z      | 21.11.2026, 02:05
          ja-JP | Asia/Tokyo       | 2026-11-21T01:05:33Z      | 2026/11/21 10:05
          de-DE | Europe/Berlin    | 2026-03-29T00:59:59Z      | 29.03.2026, 01:59
          de-DE | Europe/Berlin    | 2026-03-29T01:00:00Z      | 29.03.2026, 03:00
          de-DE | Europe/Berlin    | 2026-10-25T00:30:00Z      | 25.10.2026, 02:30
          de-DE | Europe/Berlin    | 2026-10-25T01:30:00Z      | 25.10.2026, 02:30
          en-US | America/New_York | 2026-03-08T06:59:00Z      | Mar 8, 2026, 1:59 AM
          en-US | America/New_York | 2026-03-08T07:00:00Z      | Mar 8, 2026, 3:00 AM
          en-US | Asia/Kolkata     | 2026-11-21T09:00:00+08:00 | Nov 21, 2026, 6:30 AM
          """)
  void writesMomentsOnTheReadersClock(Locale locale, ZoneId zone, String moment, String expected) {
    String printed =
        new Format.Moment(FormatStyle.MEDIUM)
            .print(
                JsonNodeFactory.instance.stringNode(moment),
                NOTHING,
                new Conventions(locale),
                zone);

    assertThat(spaced(printed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh-CN | 1234567.891 | 1,234,567.891 | 0.125  | 12.5%
          de-DE | 1234567.891 | 1.234.567,891 | 0.125  | 12,5 %
          en-US | -0.5        | -0.5          | 1      | 100%
          ja-JP | 1000        | 1,000         | -0.05  | -5%
          en-IN | 1234567     | 12,34,567     | 12345  | 12,34,500%
          hi-IN | 123456789.5 | 12,34,56,789.5 | 0.5   | 50%
          es-ES | 1234        | 1234          | 0.1    | 10 %
          es-ES | 12345       | 12.345        | 0.1    | 10 %
          en-US | -0.0        | 0             | -0.00001 | 0%
          en-US | 9007199254740993.000000000000000001 | 9,007,199,254,740,993.000000000000000001 | 1 | 100%
          """)
  void writesFiguresAndShares(
      Locale locale, String figure, String figureShown, String share, String shareShown) {
    assertThat(print(new Format.Figure(), figure, locale)).isEqualTo(figureShown);
    assertThat(spaced(print(new Format.Percent(), share, locale))).isEqualTo(shareShown);
  }

  @ParameterizedTest
  @CsvSource({
    "1234.5, 1234.5",
    "12.50, 12.50",
    "1.0E10, 10000000000",
    "true, true",
    "'''007''', 007",
    "null, ''"
  })
  void leavesPlainValuesAsTheyCame(String value, String expected) {
    assertThat(print(new Format.Plain(), value, Locale.GERMANY)).isEqualTo(expected);
  }

  @Test
  void neverFails() {
    for (Format format :
        new Format[] {
          new Format.Day(FormatStyle.FULL),
          new Format.Moment(FormatStyle.FULL),
          new Format.Figure(),
          new Format.Percent(),
          new Format.Money(new Format.CurrencyOf.Variable("none"))
        }) {
      assertThat(print(format, "(secret)", Locale.US)).isEqualTo("(secret)");
      assertThat(print(format, "1e999999999", Locale.US)).hasSizeLessThan(20);
      assertThat(print(format, "[1]", Locale.US)).isEmpty();
    }
  }

  private static String print(Format format, String value, Locale locale) {
    return format.print(Json.of(value), NOTHING, new Conventions(locale), SHANGHAI);
  }

  private static String spaced(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }
}
