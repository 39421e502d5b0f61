package dev.herald.server.pause;

import dev.herald.server.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What waits, by whose it is and what holds it back: what is due, and what was tried or held back
 * and comes again. Looking stops at {@value #MOST}.
 */
@Repository
class Waiting {
  static final int MOST = 50_000;

  private final JdbcClient jdbc;

  Waiting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Messages that wait for one cause.
   *
   * @param code of the reason that holds them back; empty: their turn
   * @param oldest since when the longest waiting could have gone
   */
  record Heap(
      UUID application,
      UUID node,
      UUID tenant,
      String lane,
      String channel,
      String code,
      @Nullable String with,
      long count,
      Instant oldest) {}

  /** Most first. */
  List<Heap> of(WaitingPart part) {
    return jdbc.sql(
            """
            with looked as (
              select t.id, t.lane, t.tenant_id, t.due_at, t.attempts, t.deferrals,
                coalesce(t.waits_for_code, '') as code, t.waits_for_with,
                m.application_id, m.node_id, m.channel
              from task t join message m on m.id = t.id
              where t.owner is null and t.state = 'PENDING'
                and (t.due_at <= now() or t.attempts > 0 or t.deferrals > 0)
                and (cast(:lane as text) is null or t.lane = :lane)
                and (cast(:tenant as uuid) is null or t.tenant_id = :tenant)
                and (cast(:application as uuid) is null or m.application_id = :application)
                and (cast(:node as uuid) is null or m.node_id = :node)
                and (cast(:channel as text) is null or m.channel = :channel)
              limit :most)
            select application_id, node_id, tenant_id, lane, channel, code,
              min(cast(waits_for_with as text)) as why, count(*) as count,
              cast(min(cast(id as text)) as uuid) as first
            from looked group by 1, 2, 3, 4, 5, 6 order by count(*) desc
            """)
        .param("lane", part.lane())
        .param("tenant", part.tenant())
        .param("application", part.application())
        .param("node", part.node())
        .param("channel", part.channel())
        .param("most", MOST)
        .query((row, _) -> heap(row))
        .list();
  }

  private static Heap heap(ResultSet row) throws SQLException {
    return new Heap(
        row.getObject("application_id", UUID.class),
        row.getObject("node_id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        row.getString("lane"),
        row.getString("channel"),
        row.getString("code"),
        row.getString("why"),
        row.getLong("count"),
        Ids.madeAt(row.getObject("first", UUID.class)));
  }
}
