package dev.herald.server.ownership;

import dev.herald.server.platform.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes over the tasks of processes that are gone.
 *
 * <p>A task whose call was marked as started becomes UNKNOWN, since the call must not be repeated
 * by itself. Any other is sent again: either no call was made, or a repeat is harmless. The trace
 * says that the attempt's outcome is not known.
 */
@Component
public class OrphanRecovery {
  private static final int PAGE = 1_000;
  private static final String GONE =
      """
      owner is not null
        and owner <> all (array(select incarnation from process where ended_at is null))
      """;
  private static final String ADOPT =
      """
      with orphan as (
        select id, owner from task
        where %s
        order by owner, id limit ? for update skip locked
      ), adopted as (
        update task set owner = null, started = false, due_at = now(), sequence = sequence + 1,
          state = case when started or state = 'UNKNOWN' then 'UNKNOWN' else 'PENDING' end
        from orphan where %s
        returning task.id, task.state, task.attempts, task.source_id, task.sequence, orphan.owner
      )
      insert into event (message_id, sequence, at, kind, state, reason, attempt, source_id, outcome,
        duration_ms)
      select id, sequence, now(), 'ADOPTED', state,
        'the process that had this message in hand stopped (' || owner || '); whether attempt '
          || attempts || ' reached the provider is not known'
          || case state when 'UNKNOWN' then ', and a repeat could be a double: held'
             else '; sending again' end,
        attempts, source_id, 'UNKNOWN', 0
      from adopted
      """;

  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final ProcessLeases leases;

  public OrphanRecovery(JdbcClient jdbc, Transactions transactions, ProcessLeases leases) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.leases = leases;
  }

  /**
   * @return how many tasks were taken over and are due now
   */
  public int adopt(Duration lease) {
    leases.endLapsed(lease);
    int total = 0;
    for (int page = PAGE; page == PAGE; total += page) {
      page = takeOver(GONE, statement -> statement.setInt(1, PAGE));
    }
    return total;
  }

  /** The tasks that the table says a lease owns. */
  public Set<UUID> ownedBy(UUID incarnation) {
    return jdbc.sql("select id from task where owner = ?")
        .param(incarnation)
        .query(UUID.class)
        .set();
  }

  /** Takes tasks from a lease that does not know that it owns them. */
  public int disown(Set<UUID> ids, UUID incarnation) {
    return ids.isEmpty()
        ? 0
        : takeOver(
            "owner = ? and id = any (?)",
            statement -> {
              statement.setObject(1, incarnation);
              statement.setObject(2, ids.toArray(UUID[]::new));
              statement.setInt(3, ids.size());
            });
  }

  private int takeOver(String condition, Parameters parameters) {
    String adopt = ADOPT.formatted(condition, Transactions.EACH_BY_ID.formatted("orphan"));
    return transactions.run(
        "adopt tasks",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(adopt)) {
            parameters.set(statement);
            return statement.executeUpdate();
          }
        });
  }

  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }
}
