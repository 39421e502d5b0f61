package dev.herald.server.task.store;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TenantChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.stereotype.Component;

/**
 * Takes waiting tasks into a process's hands, and marks calls that must not be repeated.
 *
 * <p>Within a minute the table grows from nothing to millions of tasks, or all of them come due at
 * once, and the planner's statistics know neither before they are next renewed. So claims are
 * planned anew each time, for the table's present size, and read an index in its order whatever
 * share of it is thought to be theirs: sorting is not allowed, which a plan for a single row does
 * as gladly, and {@code due_at <= (select now())} lets nobody guess.
 */
@Component
class TaskClaims {
  private static final String IN_ORDER =
      """
      select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),
        set_config('enable_seqscan', 'off', true)
      """;
  private static final String FLOWS_DUE =
      """
      with recursive flow (tenant_id, channel, due_at) as (
        (select tenant_id, channel, due_at from task
         where lane = ? and owner is null order by tenant_id, channel, due_at limit 1)
        union all
        select later.tenant_id, later.channel, later.due_at from flow cross join lateral (
          select tenant_id, channel, due_at from task
          where lane = ? and owner is null
            and (tenant_id, channel) > (flow.tenant_id, flow.channel)
          order by tenant_id, channel, due_at limit 1) later
      )
      select tenant_id, channel from flow
      where due_at <= now()
        and (
          select due_at from task where lane = ? and owner is null order by due_at limit 1) <= now()
      """;
  private static final String OLDEST =
      """
      with due as (
        select id from task
        where lane = ? and owner is null and due_at <= (select now())
        order by due_at limit ? for update skip locked)\
      """;
  private static final String OLDEST_UNKNOWN =
      """
      with unknown as (
        select id from task
        where lane = ? and owner is null and state = 'UNKNOWN'
          and due_at <= (select now())
        order by due_at limit ? for update skip locked)\
      """;
  private static final String OF_EACH_FLOW =
      """
      with due as (
        select waiting.id
        from unnest(?::uuid[], ?::text[], ?::int[]) as part (tenant_id, channel, most)
        cross join lateral (
          select id from task
          where lane = ? and tenant_id = part.tenant_id and channel = part.channel
            and owner is null and due_at <= (select now())
          order by due_at limit part.most for update skip locked) as waiting)\
      """;
  private static final String CLAIM =
      """
      %1$s, mine as (
        update task set owner = ?, started = false,
          attempts = attempts + case state when 'PENDING' then 1 else 0 end,
          state = case state when 'PENDING' then 'SENDING' else state end
        from %2$s where %4$s
        returning task.id, task.state, task.attempts,
          coalesce(task.failures, task.attempts - 1) as failures, task.queries, task.source_id,
          task.started_at, task.provider_id, task.sequence, task.deferrals, task.waits_for,
          task.waits_for_code, task.waits_for_with, task.call_id
      )
      select mine.state, mine.attempts, mine.failures, mine.queries, mine.source_id,
        mine.started_at, mine.provider_id, mine.sequence, mine.deferrals, mine.waits_for,
        mine.waits_for_code, mine.waits_for_with, mine.call_id, %3$s
      from mine join message m on m.id = mine.id
      """;
  private static final String CLAIM_OLDEST = taking(OLDEST, "due");
  private static final String CLAIM_UNKNOWN = taking(OLDEST_UNKNOWN, "unknown");
  private static final String CLAIM_OF_EACH = taking(OF_EACH_FLOW, "due");
  private static final String START =
      """
      update task set started = true, started_at = now(), source_id = begun.source_id,
        call_id = begun.call_id
      from unnest(?::uuid[], ?::uuid[], ?::int[], ?::uuid[], ?::uuid[])
        as begun (id, owner, sequence, source_id, call_id)
      where %s and (task.owner, task.sequence) is not distinct from (begun.owner, begun.sequence)
      returning task.id
      """
          .formatted(Transactions.EACH_BY_ID.formatted("begun"));

  private final Transactions transactions;
  private final MessageRows messages;

  TaskClaims(Transactions transactions, MessageRows messages) {
    this.transactions = transactions;
    this.messages = messages;
  }

  private static String taking(String chosen, String name) {
    return CLAIM.formatted(
        chosen, name, MessageRows.COLUMNS, Transactions.EACH_BY_ID.formatted(name));
  }

  /** One look into the index for each flow that has something waiting. */
  List<TenantChannel> flowsDue(String lane) {
    return inOrder(
        "find flows",
        connection -> {
          try (PreparedStatement statement = plannedAnew(connection, FLOWS_DUE)) {
            for (int i = 1; i <= 3; i++) {
              statement.setString(i, lane);
            }
            List<TenantChannel> flows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                flows.add(new TenantChannel(row.getObject(1, UUID.class), row.getString(2)));
              }
            }
            return flows;
          }
        });
  }

  List<MessageTask> claim(String lane, int most, UUID owner) {
    return claim(CLAIM_OLDEST, lane, most, owner);
  }

  List<MessageTask> claimUnknown(String lane, int most, UUID owner) {
    return claim(CLAIM_UNKNOWN, lane, most, owner);
  }

  private List<MessageTask> claim(String oldest, String lane, int most, UUID owner) {
    return inOrder(
        "claim tasks",
        connection -> {
          try (PreparedStatement statement = plannedAnew(connection, oldest)) {
            statement.setString(1, lane);
            statement.setInt(2, most);
            statement.setObject(3, owner);
            return read(statement);
          }
        });
  }

  List<MessageTask> claim(String lane, Map<TenantChannel, Integer> parts, UUID owner) {
    return inOrder(
        "claim tasks",
        connection -> {
          try (PreparedStatement statement = plannedAnew(connection, CLAIM_OF_EACH)) {
            new Columns<>(connection, List.copyOf(parts.entrySet()))
                .uuid(part -> part.getKey().tenantId())
                .text(part -> part.getKey().channel())
                .number(Map.Entry::getValue)
                .bind(statement);
            statement.setString(4, lane);
            statement.setObject(5, owner);
            return read(statement);
          }
        });
  }

  private <R> R inOrder(String task, Transactions.Work<R> work) {
    return transactions.run(task, IN_ORDER, work);
  }

  private static PreparedStatement plannedAnew(Connection connection, String sql)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return statement;
  }

  private List<MessageTask> read(PreparedStatement statement) throws SQLException {
    List<MessageTask> tasks = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        tasks.add(
            new MessageTask(
                messages.read(row),
                MessageState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getInt("queries"),
                row.getObject("source_id", UUID.class),
                MessageRows.instant(row, "started_at"),
                row.getString("provider_id"),
                row.getInt("sequence"),
                deferral(row),
                row.getObject("call_id", UUID.class)));
      }
    }
    return tasks;
  }

  private static MessageTask.@Nullable Deferral deferral(ResultSet row) throws SQLException {
    Reason reason = MessageRows.waitsFor(row, "");
    return reason == null ? null : new MessageTask.Deferral(row.getInt("deferrals"), reason);
  }

  /** A call that is about to be made and must not be repeated by itself. */
  record Start(UUID id, UUID owner, int sequence, UUID sourceId, @Nullable UUID callId) {}

  /**
   * @return for each call whether it may be made; false: the task has another owner
   */
  List<Boolean> start(List<Start> calls) {
    Set<UUID> mine = transactions.run("mark calls as started", on -> markStarted(on, calls));
    return calls.stream().map(call -> mine.contains(call.id)).toList();
  }

  private static Set<UUID> markStarted(Connection connection, List<Start> calls)
      throws SQLException {
    Set<UUID> mine = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(START);
        ResultSet row =
            new Columns<>(connection, calls)
                .uuid(Start::id)
                .uuid(Start::owner)
                .number(Start::sequence)
                .uuid(Start::sourceId)
                .uuid(Start::callId)
                .bind(statement)
                .executeQuery()) {
      while (row.next()) {
        mine.add(row.getObject(1, UUID.class));
      }
    }
    return mine;
  }
}
