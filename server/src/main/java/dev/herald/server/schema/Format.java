package dev.herald.server.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a variable is written for people.
 *
 * <p>A value that is not what the format expects, such as a mask in the place of a secret, is
 * written as it stands: formatting never fails.
 */
public sealed interface Format {
  int MOST_DIGITS = 40;

  /**
   * @param owner the object that the value is a field of
   * @param conventions of the reader's locale
   * @param zone where the reader's clock hangs
   */
  String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone);

  /** As it came. */
  record Plain() implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      return plain(value);
    }
  }

  /** A whole number in its digits, also where it came as {@code 100.0} or {@code 1e2}. */
  record Whole() implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      return value.isNumber()
          ? decimal(value)
              .map(number -> number.stripTrailingZeros().toPlainString())
              .orElseGet(() -> plain(value))
          : plain(value);
    }
  }

  /** A calendar day, the same in every zone. */
  record Day(FormatStyle style) implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      try {
        return conventions.day(style).format(LocalDate.parse(plain(value)));
      } catch (DateTimeException _) {
        return plain(value);
      }
    }
  }

  /** A moment, on the reader's clock to the minute; the full style names the zone too. */
  record Moment(FormatStyle style) implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      try {
        return conventions
            .moment(style)
            .format(Timestamp.parse(plain(value)).atZoneSameInstant(zone));
      } catch (DateTimeException _) {
        return plain(value);
      }
    }
  }

  /** A number with the locale's separators and all the digits that it came with. */
  record Figure() implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      return decimal(value).map(conventions::number).orElseGet(() -> plain(value));
    }
  }

  /** A share of one: 0.125 is 12.5 %. */
  record Percent() implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      return decimal(value).map(conventions::percent).orElseGet(() -> plain(value));
    }
  }

  /** An amount, with as many decimals as its currency has, rounded half up. */
  record Money(CurrencyOf currency) implements Format {
    @Override
    public String print(JsonNode value, JsonNode owner, Conventions conventions, ZoneId zone) {
      Currency unit = currency.in(owner);
      return decimal(value)
          .map(amount -> unit == null ? amount.toPlainString() : conventions.money(amount, unit))
          .orElseGet(() -> plain(value));
    }
  }

  /** Where an amount's currency is found. */
  sealed interface CurrencyOf {
    @Nullable Currency in(JsonNode owner);

    /** Always the same. */
    record Fixed(Currency currency) implements CurrencyOf {
      @Override
      public Currency in(JsonNode owner) {
        return currency;
      }
    }

    /** In another variable of the same object. */
    record Variable(String name) implements CurrencyOf {
      @Override
      public @Nullable Currency in(JsonNode owner) {
        return currency(plain(owner.path(name)));
      }
    }
  }

  /** The currency of an ISO 4217 code, or null when there is none. */
  static @Nullable Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static String plain(JsonNode value) {
    return value.isFloatingPointNumber()
        ? decimal(value).map(BigDecimal::toPlainString).orElseGet(value::asString)
        : value.isValueNode() && !value.isNull() ? value.asString() : "";
  }

  /** A number, or a text that is one; absent when it is neither or has no sane length. */
  static Optional<BigDecimal> decimal(JsonNode value) {
    return (value.isString() ? decimal(value.stringValue()) : value.decimalValueOpt())
        .filter(number -> Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS)
        .filter(number -> number.scale() <= MOST_DIGITS);
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
