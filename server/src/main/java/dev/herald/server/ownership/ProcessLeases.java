package dev.herald.server.ownership;

import dev.herald.server.platform.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The processes that own tasks. Each start of a process is a new lease; its heartbeat is on the
 * database's clock.
 */
@Repository
public class ProcessLeases {
  private static final @Nullable String VERSION =
      ProcessLeases.class.getPackage().getImplementationVersion();

  private final JdbcClient jdbc;

  public ProcessLeases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Registers a lease.
   *
   * @param home what only one process at a time can hold: earlier leases there are over
   * @param roles what the process does, for people to see
   */
  public void start(UUID incarnation, String home, long pid, String roles) {
    jdbc.sql("update process set ended_at = now() where home = ? and ended_at is null")
        .param(home)
        .update();
    jdbc.sql(
            """
            insert into process (incarnation, home, pid, roles, version, seals)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(incarnation, home, pid, roles)
        .param(VERSION)
        .param((int) Vault.BOUND_TO_WHOLE)
        .update();
  }

  /** Whether every process that is alive opens seals of the newest version. */
  public boolean allOpenNewestSeals() {
    return jdbc.sql(
            """
            select not exists
              (select from process where ended_at is null and coalesce(seals, 1) < ?)
            """)
        .param((int) Vault.BOUND_TO_WHOLE)
        .query(Boolean.class)
        .single();
  }

  /**
   * @return false: others took this lease for dead, and its tasks are theirs now
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

  /**
   * One start of a process.
   *
   * @param roles what it does; null: a program before there were roles
   * @param version of the program
   * @param endedAt null: it goes on, or nobody noticed yet
   */
  public record Incarnated(
      UUID incarnation,
      String home,
      long pid,
      @Nullable String roles,
      @Nullable String version,
      Instant startedAt,
      Instant beatAt,
      @Nullable Instant endedAt) {}

  /** Those alive, and those that ended lately; newest first. */
  public List<Incarnated> recent(Duration lately) {
    return jdbc.sql(
            """
            select incarnation, home, pid, roles, version, started_at, beat_at, ended_at from process
            where ended_at is null or ended_at > now() - make_interval(secs => ?)
            order by started_at desc
            """)
        .param((double) lately.toSeconds())
        .query(Incarnated.class)
        .list();
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
