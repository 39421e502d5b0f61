package dev.herald.server.lane;

import dev.herald.server.ownership.Incarnation;
import dev.herald.server.task.MessageTask;

/** A task with the incarnation that owns it. */
public record HeldTask(MessageTask task, Incarnation owner) {

  /** How much of its lane's room it takes. */
  int pieces() {
    return task.message().pieces();
  }
}
