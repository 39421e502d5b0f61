/**
 * Gives saved tasks to senders, each lane by itself.
 *
 * <p>A lane has room for so many tasks in memory. A message that is saved while its lane has room
 * and no backlog is handed over directly: its task is inserted as already owned, and no claim is
 * needed. Otherwise it waits in the table, and the lane claims it when room comes free. A full lane
 * takes nothing from another: room, claims and group commits are its own.
 *
 * <p>A process owns its tasks under an {@link dev.herald.server.lane.Incarnation}. While its
 * heartbeat is written, nobody else touches them. When it lapses, they are adopted, and whatever
 * the old incarnation still writes matches no row. No call to a provider is begun that could end
 * after the lease.
 */
@ApplicationModule(allowedDependencies = {"platform", "task"})
@NullMarked
package dev.herald.server.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
