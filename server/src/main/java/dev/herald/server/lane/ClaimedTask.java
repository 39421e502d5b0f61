package dev.herald.server.lane;

import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.task.MessageTask;

/** A task with the lease that owns it. */
public record ClaimedTask(MessageTask task, ProcessLease owner) {

  /** How much of its lane's room it takes. */
  int pieces() {
    return task.message().pieces();
  }
}
