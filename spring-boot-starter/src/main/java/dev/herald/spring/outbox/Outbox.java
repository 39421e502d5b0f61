package dev.herald.spring.outbox;

import dev.herald.client.Submission;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Submissions to be sent, in the application's own database. */
public interface Outbox {

  /**
   * Writes submissions in the running transaction, or in one of its own when there is none.
   *
   * @return the rows' ids in the same order
   * @throws IllegalStateException when the running transaction is not of the outbox's database
   */
  List<UUID> put(Collection<Submission> submissions);

  /** Its size, by a bounded query of the table. */
  OutboxFigures figures();

  /**
   * The rows that Herald refuses, longest parked first.
   *
   * @param most how many
   */
  List<ParkedRow> parked(int most);

  /**
   * Retries a parked row, once the cause is corrected.
   *
   * @return false when there is no such parked row
   */
  boolean release(UUID id);

  /**
   * Discards a parked row permanently.
   *
   * @return false when there is no such parked row
   */
  boolean discard(UUID id);

  /** How many rows this process forwarded since its start. */
  long forwarded();

  /** How many rows this process parked since its start. */
  long refused();
}
