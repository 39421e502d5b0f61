package dev.herald.server.cost;

import dev.herald.channel.Reason;
import dev.herald.channel.account.Balance;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.store.MessageRows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What providers said is left of what the accounts of sources paid in advance. */
@Repository
public class Balances {
  private final JdbcClient jdbc;

  Balances(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What one said.
   *
   * @param toldAt the last time that it answered; null: never, and then there is no amount
   * @param currency ISO 4217; null: messages are left, not money
   * @param problem why it did not answer the last time; null: it did
   */
  public record Known(
      UUID source,
      Instant askedAt,
      @Nullable Instant toldAt,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable Reason problem) {}

  public List<Known> list() {
    return jdbc.sql("select * from source_balance").query((row, _) -> read(row)).list();
  }

  private static Known read(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return new Known(
        row.getObject("source_id", UUID.class),
        Objects.requireNonNull(MessageRows.instant(row, "asked_at")),
        MessageRows.instant(row, "told_at"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        code == null ? null : ReasonJson.read(code, row.getString("with_")));
  }

  /** What was known before stays where the provider does not answer. */
  void note(UUID source, Balance answer) {
    Reason problem = answer instanceof Balance.Untold(Reason reason) ? reason : null;
    Balance.Left left = answer instanceof Balance.Left told ? told : null;
    jdbc.sql(
            """
            insert into source_balance (source_id, asked_at, told_at, amount, currency, code, with_)
            select :source, now(), case when :told then now() end, :amount::numeric, :currency,
              :code, :with::jsonb
            where exists (select from source where id = :source)
            on conflict (source_id) do update set
              asked_at = excluded.asked_at,
              told_at = coalesce(excluded.told_at, source_balance.told_at),
              amount = case when :told then excluded.amount else source_balance.amount end,
              currency = case when :told then excluded.currency else source_balance.currency end,
              code = excluded.code, with_ = excluded.with_
            """)
        .param("source", source)
        .param("told", left != null)
        .param("amount", left == null ? null : left.amount())
        .param("currency", left == null ? null : left.currency())
        .param("code", problem == null ? null : problem.code())
        .param("with", problem == null ? null : ReasonJson.write(problem))
        .update();
  }

  /** Of sources whose providers say nothing any more, such as those of another connector. */
  void keepOnly(List<UUID> sources) {
    jdbc.sql("delete from source_balance where not source_id = any (?)")
        .param(sources.toArray(UUID[]::new))
        .update();
  }
}
