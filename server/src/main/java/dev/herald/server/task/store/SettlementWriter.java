package dev.herald.server.task.store;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes how tasks left their owner's hands. What the owner no longer owns, or was given anew
 * since, is left alone. When a task is due again is counted on the database's clock, like all that
 * processes must agree on; theirs may differ, or be set while they run.
 */
@Component
class SettlementWriter {
  private static final String FINISH =
      """
      delete from task using unnest(?::uuid[], ?::uuid[], ?::int[]) as done (id, owner, sequence)
      where %s
        and (task.owner, task.sequence) is not distinct from (done.owner, done.sequence - 1)
      returning task.id
      """
          .formatted(Transactions.EACH_BY_ID.formatted("done"));
  private static final String POSTPONE =
      """
      update task set owner = null, started = false, state = later.state,
        due_at = now() + (later.due_at - later.decided_at), attempts = later.attempts,
        failures = later.failures, queries = later.queries, sequence = later.sequence,
        provider_id = coalesce(later.provider_id, task.provider_id),
        source_id = coalesce(later.source_id, task.source_id), deferrals = later.deferrals,
        waits_for = null, waits_for_code = later.waits_for_code,
        waits_for_with = later.waits_for_with::jsonb
      from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[],
          ?::int[], ?::int[], ?::int[], ?::text[], ?::uuid[], ?::int[], ?::text[],
          ?::text[])
        as later (id, owner, state, decided_at, due_at, attempts, failures, queries, sequence,
          provider_id, source_id, deferrals, waits_for_code, waits_for_with)
      where %s
        and (task.owner, task.sequence) is not distinct from (later.owner, later.sequence - 1)
      returning task.id
      """
          .formatted(Transactions.EACH_BY_ID.formatted("later"));

  private final Transactions transactions;
  private final MessageRows messages;
  private final DedupClaims dedup;
  private final FollowUps followUps;
  private final StoreListener listener;

  SettlementWriter(
      Transactions transactions,
      MessageRows messages,
      DedupClaims dedup,
      FollowUps followUps,
      StoreListener listener) {
    this.transactions = transactions;
    this.messages = messages;
    this.dedup = dedup;
    this.followUps = followUps;
    this.listener = listener;
  }

  /**
   * @param owner the lease that settles
   */
  record Item(Settlement settlement, UUID owner) {
    UUID id() {
      return settlement.task().id();
    }

    int nextSequence() {
      return settlement.task().sequence() + 1;
    }

    EventRows.@Nullable Placed placed() {
      TraceEvent event = settlement.event();
      return event == null ? null : new EventRows.Placed(id(), nextSequence(), event);
    }
  }

  /**
   * @return for each item whether it was written; false: the task had another owner
   */
  List<Boolean> write(List<Item> batch) {
    List<Boolean> written =
        transactions.run("settle tasks", connection -> write(connection, batch));
    listener.settled(settled(batch, written));
    return written;
  }

  private static List<Settlement> settled(List<Item> batch, List<Boolean> written) {
    List<Settlement> settled = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      if (written.get(i)) {
        settled.add(batch.get(i).settlement());
      }
    }
    return settled;
  }

  /** As above, within the caller's transaction. */
  List<Boolean> write(Connection connection, List<Item> batch) throws SQLException {
    Set<UUID> written = new HashSet<>();
    finish(connection, batch, written);
    postpone(connection, batch, written);
    List<Item> kept = batch.stream().filter(item -> written.contains(item.id())).toList();
    EventRows.insert(
        connection, kept.stream().flatMap(item -> Stream.ofNullable(item.placed())).toList());
    followUps.write(connection, kept.stream().flatMap(this::taken).toList());
    startNext(connection, kept);
    dedup.release(
        connection,
        kept.stream()
            .filter(item -> item.settlement.state().releasesDedup())
            .map(item -> item.settlement.task().message())
            .toList());
    return batch.stream().map(item -> written.contains(item.id())).toList();
  }

  private Stream<FollowUps.Taken> taken(Item item) {
    UUID source = item.settlement.state() == MessageState.SENT ? source(item) : null;
    return source != null && followUps.isFollowed(source)
        ? Stream.of(new FollowUps.Taken(item.id(), source))
        : Stream.empty();
  }

  private static void finish(Connection connection, List<Item> batch, Set<UUID> written)
      throws SQLException {
    List<Item> finished =
        batch.stream().filter(i -> i.settlement instanceof Settlement.Finished).toList();
    if (finished.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
      collect(
          new Columns<>(connection, finished)
              .uuid(Item::id)
              .uuid(Item::owner)
              .number(Item::nextSequence)
              .bind(statement),
          written);
    }
  }

  private static void postpone(Connection connection, List<Item> batch, Set<UUID> written)
      throws SQLException {
    List<Item> postponed = new ArrayList<>();
    for (Item item : batch) {
      if (item.settlement instanceof Settlement.Waiting) {
        postponed.add(item);
      }
    }
    if (postponed.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(POSTPONE)) {
      collect(
          new Columns<>(connection, postponed)
              .uuid(Item::id)
              .uuid(Item::owner)
              .text(item -> item.settlement.state().name())
              .time(item -> later(item).decidedAt())
              .time(item -> later(item).dueAt())
              .number(item -> later(item).attempts())
              .number(item -> later(item).failures())
              .number(item -> later(item).queries())
              .number(Item::nextSequence)
              .text(SettlementWriter::providerId)
              .uuid(SettlementWriter::source)
              .number(SettlementWriter::deferrals)
              .text(item -> waitsFor(item, Reason::code))
              .text(item -> waitsFor(item, ReasonJson::write))
              .bind(statement),
          written);
    }
  }

  private static Settlement.Waiting later(Item item) {
    return (Settlement.Waiting) item.settlement;
  }

  private static TraceEvent.@Nullable Call call(Item item) {
    TraceEvent event = item.settlement.event();
    return event == null ? null : event.call();
  }

  private static @Nullable UUID source(Item item) {
    TraceEvent.Call call = call(item);
    return call == null ? null : call.sourceId();
  }

  private static @Nullable String providerId(Item item) {
    TraceEvent.Call call = call(item);
    return call == null ? null : call.providerId();
  }

  private static int deferrals(Item item) {
    MessageTask.Deferral deferral = later(item).deferral();
    return deferral == null ? 0 : deferral.times();
  }

  private static @Nullable String waitsFor(Item item, Function<Reason, @Nullable String> part) {
    MessageTask.Deferral deferral = later(item).deferral();
    return deferral == null ? null : part.apply(deferral.reason());
  }

  private static void collect(PreparedStatement statement, Set<UUID> ids) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ids.add(row.getObject(1, UUID.class));
      }
    }
  }

  private void startNext(Connection connection, List<Item> kept) throws SQLException {
    List<MessageRows.Fresh> next =
        kept.stream()
            .map(Item::settlement)
            .flatMap(s ->
                s instanceof Settlement.Finished f ? Stream.ofNullable(f.next()) : Stream.empty())
            .map(message -> new MessageRows.Fresh(Objects.requireNonNull(message), null))
            .toList();
    if (!next.isEmpty()) {
      messages.insert(connection, next);
    }
  }
}
