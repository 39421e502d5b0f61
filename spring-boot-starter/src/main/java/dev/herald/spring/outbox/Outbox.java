package dev.herald.spring.outbox;

import dev.herald.client.Submission;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What is to be sent, in the application's own database. */
public interface Outbox {

  /**
   * Writes submissions in the running transaction, or in one of its own when there is none.
   *
   * @return the rows' ids in the same order
   * @throws IllegalStateException when the running transaction is not of the outbox's database
   */
  List<UUID> put(Collection<Submission> submissions);

  /** How much is in it, by a bounded look at the table. */
  OutboxFigures figures();

  /**
   * The rows that Herald refuses, longest parked first.
   *
   * @param most how many
   */
  List<ParkedRow> parked(int most);

  /**
   * Has a parked row tried again, once what was wrong is mended.
   *
   * @return false when there is no such parked row
   */
  boolean release(UUID id);

  /**
   * Gives a parked row up; it is gone.
   *
   * @return false when there is no such parked row
   */
  boolean discard(UUID id);

  /** How many rows this process forwarded since it began. */
  long forwarded();

  /** How many rows this process parked since it began. */
  long refused();
}
