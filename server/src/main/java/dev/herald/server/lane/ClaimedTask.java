package dev.herald.server.lane;

import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.task.MessageTask;

/**
 * A task with the lease that owns it.
 *
 * @param peers those that were taken up with it and may go in one call with it
 */
public record ClaimedTask(MessageTask task, ProcessLease owner, Peers peers) {

  /** Taken up alone. */
  public ClaimedTask(MessageTask task, ProcessLease owner) {
    this(task, owner, Peers.NONE);
  }

  ClaimedTask among(Peers others) {
    return new ClaimedTask(task, owner, others);
  }

  /** Whether it is the same claim, whoever was taken up with it. */
  boolean isSameAs(ClaimedTask other) {
    return task.equals(other.task) && owner.equals(other.owner);
  }

  /** How much of its lane's room it takes. */
  int pieces() {
    return task.message().pieces();
  }
}
