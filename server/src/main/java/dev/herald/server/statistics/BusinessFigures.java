package dev.herald.server.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was counted by whose it was. */
@Repository
public class BusinessFigures {
  private final JdbcClient jdbc;

  BusinessFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What figures are told apart by. */
  public enum By {
    APPLICATION("application_id"),
    NODE("node_id"),
    TENANT("tenant_id"),
    CHANNEL("channel"),
    SOURCE("source_id"),
    REASON("reason");

    private final String column;

    By(String column) {
      this.column = column;
    }
  }

  /**
   * Whose figures.
   *
   * @param applications null: all
   * @param tenants null: all
   */
  public record Within(
      @Nullable Collection<UUID> applications, @Nullable Collection<UUID> tenants) {
    public static final Within ALL = new Within(null, null);
  }

  /** A stretch of time in whole hours or minutes, without its end. */
  public record Stretch(Instant from, Instant to) {}

  /**
   * What happened.
   *
   * @param failed for good: what went on by another channel, or is unknown, is not
   * @param unknown became so in this time; some may be known by now
   */
  public record Figures(
      long accepted,
      long sent,
      long delivered,
      long undelivered,
      long failed,
      long unknown,
      long suppressed,
      long fellBack,
      long calls,
      long throttled) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Figures plus(Figures more) {
      return new Figures(
          accepted + more.accepted,
          sent + more.sent,
          delivered + more.delivered,
          undelivered + more.undelivered,
          failed + more.failed,
          unknown + more.unknown,
          suppressed + more.suppressed,
          fellBack + more.fellBack,
          calls + more.calls,
          throttled + more.throttled);
    }

    /** Of those that were sent or failed, those that did not fail; null: none was. */
    public @Nullable Double successRate() {
      long ended = sent + failed - undelivered;
      return ended <= 0 ? null : Math.max(0, (double) (sent - undelivered) / ended);
    }
  }

  /**
   * Figures of one application, node and so on.
   *
   * @param key its id or name
   */
  public record Row(String key, Figures figures) {}

  /** One row for each key that something was counted of, in no order. */
  public List<Row> by(By by, Grain grain, Stretch stretch, Within within) {
    return jdbc.sql(
            """
            select %s as key,
              coalesce(sum(count) filter (where fact = 'ACCEPTED'), 0) as accepted,
              coalesce(sum(count) filter (where state = 'SENT'), 0) as sent,
              coalesce(sum(count) filter (where state = 'DELIVERED'), 0) as delivered,
              coalesce(sum(count) filter (where state = 'UNDELIVERED'), 0) as undelivered,
              coalesce(sum(count) filter (where state in
                ('FAILED', 'EXPIRED', 'UNDELIVERED')), 0) as failed,
              coalesce(sum(count) filter (where state = 'UNKNOWN'), 0) as unknown,
              coalesce(sum(count) filter (where state = 'SUPPRESSED'), 0) as suppressed,
              coalesce(sum(count) filter (where state = 'FELL_BACK'), 0) as fell_back,
              coalesce(sum(count) filter (where fact = 'CALLED'), 0) as calls,
              coalesce(sum(count) filter (
                where fact = 'CALLED' and outcome = 'THROTTLED'), 0) as throttled
            from rollup
            where grain = :grain and start >= :from and start < :to
              and (:everyApplication or application_id = any (:applications))
              and (:everyTenant or tenant_id = any (:tenants))
            group by 1
            """
                .formatted(by.column))
        .param("grain", grain.name())
        .param("from", stretch.from.atOffset(ZoneOffset.UTC))
        .param("to", stretch.to.atOffset(ZoneOffset.UTC))
        .param("everyApplication", within.applications == null)
        .param("applications", ids(within.applications))
        .param("everyTenant", within.tenants == null)
        .param("tenants", ids(within.tenants))
        .query((row, _) -> new Row(row.getString("key"), figures(row)))
        .list();
  }

  private static UUID[] ids(@Nullable Collection<UUID> ids) {
    return ids == null ? new UUID[0] : ids.toArray(UUID[]::new);
  }

  private static Figures figures(ResultSet row) throws SQLException {
    return new Figures(
        row.getLong("accepted"),
        row.getLong("sent"),
        row.getLong("delivered"),
        row.getLong("undelivered"),
        row.getLong("failed"),
        row.getLong("unknown"),
        row.getLong("suppressed"),
        row.getLong("fell_back"),
        row.getLong("calls"),
        row.getLong("throttled"));
  }
}
