/**
 * Gives saved tasks to senders, each lane by itself.
 *
 * <p>A lane has room for so many tasks in memory; one with large variables counts as several. A
 * message that is saved while its lane has room and no backlog is handed over directly: its task is
 * inserted as already owned, and no claim is needed. Otherwise it waits in the table, and the lane
 * claims it when room comes free. A full lane takes nothing from another: room, claims and group
 * commits are its own, and so are the threads that carry the sends of a lane in the background.
 * While messages of an urgent lane come in, one in the background keeps to its share of the
 * processors.
 *
 * <p>Inside a lane tenants take turns: a claim takes of each that has something due its part by
 * weight, of none of its flows more than their sources take, and a part of the room is kept free of
 * claims, for flows that have nothing waiting. So a tenant with a million messages delays another's
 * one by no more than the work in hand.
 *
 * <p>A process that leaves takes nothing new, finishes the calls under way, and gives back the rest
 * at once; what it could not finish in time is adopted.
 *
 * <p>A process owns its tasks under an {@link dev.herald.server.ownership.ProcessLease}. While its
 * heartbeat is written, nobody else touches them. When it lapses, they are adopted, and whatever
 * the old lease still writes matches no row. No call to a provider is begun that could end after
 * the lease.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "directory", "task", "task :: store", "ownership"})
@NullMarked
package dev.herald.server.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
