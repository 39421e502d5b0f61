package dev.herald.server.cost;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What applications may spend in a month of UTC, and what they did. */
@Repository
public class Budgets {
  private final JdbcClient jdbc;
  private final AuditLog audit;

  Budgets(JdbcClient jdbc, AuditLog audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /**
   * @param spent in this month, in its currency
   */
  public record Budget(UUID applicationId, String currency, BigDecimal perMonth, BigDecimal spent) {
    /** In hundredths of the budget. */
    public double percent() {
      return 100 * spent.doubleValue() / perMonth.doubleValue();
    }
  }

  public List<Budget> list(Instant now) {
    OffsetDateTime month =
        now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    return jdbc.sql(
            """
            select b.application_id, b.currency, b.per_month, coalesce((
              select sum(amount) from spending s
              where s.grain = 'DAY' and s.start >= :month
                and s.application_id = b.application_id and s.currency = b.currency), 0) as spent
            from budget b
            """)
        .param("month", month)
        .query(Budget.class)
        .list();
  }

  @Transactional
  void put(UUID application, String code, String currency, BigDecimal perMonth, String by) {
    jdbc.sql(
            """
            insert into budget (application_id, currency, per_month, updated_by)
            values (?, ?, ?, ?)
            on conflict (application_id) do update set currency = excluded.currency,
              per_month = excluded.per_month, updated_at = now(), updated_by = excluded.updated_by
            """)
        .params(application, currency, perMonth, by)
        .update();
    audit.record(
        Act.of("budget.set", "application", code)
            .with(Map.of("currency", currency, "perMonth", perMonth)));
  }

  @Transactional
  void delete(UUID application, String code) {
    if (jdbc.sql("delete from budget where application_id = ?").param(application).update() > 0) {
      audit.record(Act.of("budget.deleted", "application", code));
    }
  }
}
