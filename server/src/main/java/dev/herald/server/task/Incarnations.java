package dev.herald.server.task;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The processes that own tasks. Each start of a process is a new incarnation; its heartbeat is on
 * the database's clock.
 */
@Repository
public class Incarnations {
  private final JdbcClient jdbc;

  Incarnations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Registers an incarnation.
   *
   * @param home what only one process at a time can hold: earlier incarnations there are over
   * @param roles what the process does, for people to see
   */
  public void start(UUID incarnation, String home, long pid, String roles) {
    jdbc.sql("update process set ended_at = now() where home = ? and ended_at is null")
        .param(home)
        .update();
    jdbc.sql("insert into process (incarnation, home, pid, roles) values (?, ?, ?, ?)")
        .params(incarnation, home, pid, roles)
        .update();
  }

  /**
   * @return false: others took this incarnation for dead, and its tasks are theirs now
   */
  public boolean beat(UUID incarnation) {
    return jdbc.sql("update process set beat_at = now() where incarnation = ? and ended_at is null")
            .param(incarnation)
            .update()
        == 1;
  }

  public void end(UUID incarnation) {
    jdbc.sql("update process set ended_at = now() where incarnation = ?")
        .param(incarnation)
        .update();
  }

  /** Ends those whose heartbeat stopped. */
  int endLapsed(Duration lease) {
    return jdbc.sql(
            """
            update process set ended_at = now()
            where ended_at is null and beat_at < now() - make_interval(secs => ?)
            """)
        .param(lease.toMillis() / 1000.0)
        .update();
  }
}
