package dev.herald.server.suppression;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the list grows. */
@Repository
public class SuppressionFigures {
  private final JdbcClient jdbc;

  SuppressionFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Addresses of a channel that came onto the list, but for those that somebody added. */
  public record Growth(String channel, long count) {}

  public List<Growth> growth(Instant from) {
    return jdbc.sql(
            """
            select channel, count(*) as count from suppression
            where made_at >= :from and cause <> 'ADDED' group by 1
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query(Growth.class)
        .list();
  }
}
