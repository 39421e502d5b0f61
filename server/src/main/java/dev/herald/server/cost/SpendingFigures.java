package dev.herald.server.cost;

import dev.herald.server.statistics.BusinessFigures.Within;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was spent. */
@Repository
public class SpendingFigures {
  private final JdbcClient jdbc;

  SpendingFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What spending is told apart by. */
  public enum By {
    APPLICATION("application_id"),
    NODE("node_id"),
    TENANT("tenant_id"),
    CHANNEL("channel"),
    SOURCE("source_id"),
    COUNTRY("country");

    private final String column;

    By(String column) {
      this.column = column;
    }
  }

  /**
   * What was spent in one currency.
   *
   * @param key an id or a name
   */
  public record Spent(
      String key, String currency, long messages, long segments, BigDecimal amount) {}

  /** By whole days of UTC, the most first. */
  public List<Spent> by(By by, Instant from, Instant to, Within within) {
    return jdbc.sql(
            """
            select cast(%s as text) as key, currency, sum(messages) as messages,
              sum(segments) as segments, sum(amount) as amount
            from spending
            where grain = 'DAY' and start >= :from and start < :to
              and (:everyApplication or application_id = any (:applications))
              and (:everyTenant or tenant_id = any (:tenants))
            group by 1, 2 order by amount desc
            """
                .formatted(by.column))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("everyApplication", within.applications() == null)
        .param("applications", ids(within.applications()))
        .param("everyTenant", within.tenants() == null)
        .param("tenants", ids(within.tenants()))
        .query(Spent.class)
        .list();
  }

  private static UUID[] ids(@Nullable Collection<UUID> ids) {
    return ids == null ? new UUID[0] : ids.toArray(UUID[]::new);
  }

  /** How much money a source cost since. */
  public BigDecimal cost(UUID source, String currency, Instant from) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0) from spending
            where grain = 'HOUR' and start >= :from and source_id = :source and currency = :currency
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("source", source)
        .param("currency", currency)
        .query(BigDecimal.class)
        .single();
  }

  /** How many units of a source were used since. */
  public long used(Price price, Instant from) {
    return jdbc.sql(
            """
            select coalesce(sum(case when :messages then messages else segments end), 0)
            from spending where grain = 'HOUR' and start >= :from and source_id = :source
            """)
        .param("messages", price.unit() == Price.Unit.MESSAGE)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("source", price.source())
        .query(Long.class)
        .single();
  }
}
