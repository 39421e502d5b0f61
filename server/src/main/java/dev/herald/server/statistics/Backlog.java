package dev.herald.server.statistics;

import dev.herald.server.task.store.MessageRows;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits to be sent. Counting stops at {@value #MOST}. */
@Repository
public class Backlog {
  private static final int MOST = 100_000;
  private static final String DUE =
      "from task where owner is null and due_at <= now() and lane = ?";

  private final JdbcClient jdbc;

  Backlog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param atLeast there may be more
   * @param oldest when the longest waiting was due; null when none waits
   */
  public record Waiting(long count, boolean atLeast, @Nullable Instant oldest) {
    public Waiting plus(Waiting other) {
      boolean older = oldest == null || (other.oldest != null && other.oldest.isBefore(oldest));
      return new Waiting(
          count + other.count, atLeast || other.atLeast, older ? other.oldest : oldest);
    }
  }

  /** What is due in a lane, and in nobody's hand. */
  public Waiting of(String lane) {
    long count =
        jdbc.sql("select count(*) from (select 1 " + DUE + " limit " + MOST + ") x")
            .param(lane)
            .query(Long.class)
            .single();
    Instant oldest =
        jdbc.sql("select due_at " + DUE + " order by due_at limit 1")
            .param(lane)
            .query((row, _) -> Objects.requireNonNull(MessageRows.instant(row, "due_at")))
            .optional()
            .orElse(null);
    return new Waiting(count, count == MOST, oldest);
  }

  /** How many tasks a lease has in hand. */
  public long inHand(UUID incarnation) {
    return jdbc.sql("select count(*) from task where owner = ?")
        .param(incarnation)
        .query(Long.class)
        .single();
  }
}
