package dev.herald.server.lane;

import dev.herald.server.task.Settlement;
import dev.herald.server.task.TenantChannel;
import java.util.UUID;

/** Does what tasks ask for. */
public interface TaskHandler {

  /**
   * Called on a virtual thread of its own; may block.
   *
   * @return how the task leaves; always, whatever happens
   */
  Settlement handle(ClaimedTask claim);

  /**
   * How many more tasks of a flow it could work on without turning them away; an estimate, and at
   * most {@link Integer#MAX_VALUE}.
   *
   * @param owner the lease that would have them
   */
  int capacity(TenantChannel flow, UUID owner);

  /** How many tasks of a flow go in one call at most; 1: each goes alone. */
  default int together(TenantChannel flow) {
    return 1;
  }
}
