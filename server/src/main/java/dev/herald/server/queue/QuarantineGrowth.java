package dev.herald.server.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many records came into quarantine. */
@Repository
public class QuarantineGrowth {
  private final JdbcClient jdbc;

  QuarantineGrowth(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Records of one queue. */
  public record Arrived(String queue, long count) {}

  public List<Arrived> since(Instant time) {
    return jdbc.sql(
            "select queue, count(*) as count from quarantine where arrived_at >= ? group by 1")
        .param(time.atOffset(ZoneOffset.UTC))
        .query(Arrived.class)
        .list();
  }
}
