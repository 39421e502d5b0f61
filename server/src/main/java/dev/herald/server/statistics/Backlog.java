package dev.herald.server.statistics;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What waits to be sent: what is due, and what was tried or held back and comes again. What is for
 * a later time does not wait. Looking stops at {@value #MOST}.
 */
@Repository
public class Backlog {
  private static final int MOST = 100_000;
  private static final String BY_CAUSE =
      """
      select source, code, count(*) as count, min(due_at) filter (where fresh) as due,
        cast(min(cast(id as text)) filter (where not fresh) as uuid) as tried,
        (select count(*) from looked) as looked
      from (
        select coalesce(waits_for_with ->> 'source', '') as source,
          coalesce(waits_for_code, '') as code, id, due_at,
          attempts = 0 and deferrals = 0 as fresh
        from looked
        where due_at <= now() or attempts > 0 or deferrals > 0) waiting
      group by 1, 2
      """;

  private final JdbcClient jdbc;

  Backlog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param atLeast there may be more
   * @param oldest since when the longest waiting could have gone; null when none waits
   */
  public record Waiting(long count, boolean atLeast, @Nullable Instant oldest) {
    static final Waiting NOTHING = new Waiting(0, false, null);

    public Waiting plus(Waiting other) {
      return new Waiting(
          count + other.count, atLeast || other.atLeast, older(oldest, other.oldest));
    }
  }

  private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /**
   * What waits for one cause.
   *
   * @param source that holds it back, by code; empty: none
   * @param code of the reason; empty: its turn
   */
  public record Held(String lane, String source, String code, Waiting waiting) {}

  /** What waits in a lane, by what holds it back. */
  public List<Held> held(String lane) {
    return jdbc.sql(
            """
            with looked as (
              select id, due_at, attempts, deferrals, waits_for_code, waits_for_with from task
              where owner is null and lane = :lane and state = 'PENDING'
              order by due_at limit :most)
            """
                + BY_CAUSE)
        .param("lane", lane)
        .param("most", MOST)
        .query((row, _) -> held(lane, row))
        .list();
  }

  private static Held held(String lane, ResultSet row) throws SQLException {
    UUID tried = row.getObject("tried", UUID.class);
    Instant oldest =
        older(MessageRows.instant(row, "due"), tried == null ? null : Ids.madeAt(tried));
    return new Held(
        lane,
        row.getString("source"),
        row.getString("code"),
        new Waiting(row.getLong("count"), row.getLong("looked") == MOST, oldest));
  }

  /** All that waits in a lane, and is in nobody's hand. */
  public Waiting of(String lane) {
    return sum(held(lane));
  }

  /** All of it. */
  public static Waiting sum(List<Held> held) {
    return held.stream().map(Held::waiting).reduce(Waiting.NOTHING, Waiting::plus);
  }

  /** Messages of which nobody knows what became, of one source. */
  public record Unknown(UUID sourceId, long count) {}

  public List<Unknown> unknown() {
    return jdbc.sql(
            """
            select source_id, count(*) as count from task
            where state = 'UNKNOWN' and owner is null and source_id is not null group by 1
            """)
        .query(Unknown.class)
        .list();
  }

  /** How many tasks a lease has in hand. */
  public long inHand(UUID incarnation) {
    return jdbc.sql("select count(*) from task where owner = ?")
        .param(incarnation)
        .query(Long.class)
        .single();
  }
}
