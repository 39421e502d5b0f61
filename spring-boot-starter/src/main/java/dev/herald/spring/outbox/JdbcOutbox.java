package dev.herald.spring.outbox;

import dev.herald.client.Submission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox over JDBC. */
final class JdbcOutbox implements Outbox {
  private final OutboxTable table;
  private final TransactionOperations ownTransaction;
  private final RelayState state;

  /**
   * @param ownTransaction for what is sent outside of any
   */
  JdbcOutbox(OutboxTable table, TransactionOperations ownTransaction, RelayState state) {
    this.table = table;
    this.ownTransaction = ownTransaction;
    this.state = state;
  }

  @Override
  public List<UUID> put(Collection<Submission> submissions) {
    List<OutboxTable.NewRow> rows = new ArrayList<>();
    for (Submission submission : submissions) {
      UUID id = UUID.randomUUID();
      rows.add(new OutboxTable.NewRow(id, submission.orKey(id.toString()).toJson()));
    }
    if (!rows.isEmpty()) {
      insert(rows);
    }
    return rows.stream().map(OutboxTable.NewRow::id).toList();
  }

  private void insert(List<OutboxTable.NewRow> rows) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      ownTransaction.executeWithoutResult(own -> table.insert(rows));
      state.wake();
      return;
    }
    if (!table.isInTransaction()) {
      throw new IllegalStateException(
          "The running transaction is not of the outbox's DataSource, so that its rollback would"
              + " not take the message back. Send within a transaction of that DataSource, or mark"
              + " the right one with @HeraldDataSource.");
    }
    table.insert(rows);
    TransactionSynchronizationManager.registerSynchronization(new WakeOnCommit(state));
  }

  /** Equal ones are kept once, so that a thousand sends of a transaction wake the relay once. */
  private record WakeOnCommit(RelayState state) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      state.wake();
    }
  }

  @Override
  public OutboxFigures figures() {
    return new OutboxFigures(
        table.waiting(),
        table.oldest(),
        table.parkedCount(),
        summary(table.lastParkedReason()),
        state.trouble());
  }

  /** What comes after the first colon may quote what was sent. */
  private static @Nullable String summary(@Nullable String reason) {
    return reason == null ? null : reason.split(":", 2)[0];
  }

  @Override
  public List<ParkedRow> parked(int most) {
    return table.parked(most);
  }

  @Override
  public boolean release(UUID id) {
    boolean released = Boolean.TRUE.equals(ownTransaction.execute(own -> table.release(id)));
    state.wake();
    return released;
  }

  @Override
  public boolean discard(UUID id) {
    return Boolean.TRUE.equals(ownTransaction.execute(own -> table.discard(id)));
  }

  @Override
  public long forwarded() {
    return state.forwarded();
  }

  @Override
  public long refused() {
    return state.refused();
  }
}
