package dev.herald.server.lane;

import dev.herald.server.task.Settlement;

/** Does what a task asks for. Called on a virtual thread of its own; may block. */
@FunctionalInterface
public interface TaskHandler {

  /**
   * @return how the task leaves; always, whatever happens
   */
  Settlement handle(HeldTask held);
}
