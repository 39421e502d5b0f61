package dev.herald.server.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What messages of a source cost.
 *
 * @param currency ISO 4217
 * @param byCountry ISO 3166; {@link #ANY}: of all others
 * @param packageLeft in units; null: there is no package
 */
public record Price(
    UUID source,
    String currency,
    Unit unit,
    Map<String, BigDecimal> byCountry,
    @Nullable Long packageLeft,
    Instant updatedAt,
    String updatedBy) {
  /** In place of a country. */
  public static final String ANY = "*";

  public Price {
    byCountry = Map.copyOf(byCountry);
  }

  /** What the provider counts. */
  public enum Unit {
    SEGMENT,
    MESSAGE
  }

  /** Nothing where no price is known. */
  BigDecimal of(String country, long messages, long segments) {
    BigDecimal each = byCountry.getOrDefault(country, byCountry.getOrDefault(ANY, BigDecimal.ZERO));
    return each.multiply(BigDecimal.valueOf(units(messages, segments)));
  }

  long units(long messages, long segments) {
    return unit == Unit.MESSAGE ? messages : segments;
  }
}
