/**
 * The durable record of every message.
 *
 * <p>Three tables, one truth. {@code message} is a message's original context, written once. {@code
 * task} is what is still to be done about it; the row goes when nothing is. {@code event} is its
 * trace, append only. A message's state is its task's while it has one, and afterwards its last
 * event's.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A submission and its idempotency key are committed together, before anyone is told.
 *   <li>Only the lease that owns a task moves it: every write names the owner it expects, and a
 *       write that matches no row changes nothing, its events included.
 *   <li>A task that was held back by something else than itself has no event for it; it says what
 *       it waits for, and its next event tells of the wait.
 *   <li>The attempt is counted when a task is claimed, so that a crash can't hide one. What rules
 *       count are those that failed: waiting and adoption are none.
 *   <li>A task that was marked as started is never sent again by itself after a crash: it becomes
 *       UNKNOWN. One that was not marked is.
 *   <li>Deduplication is decided by the transaction that saves the message, and a message that
 *       failed, expired or was cancelled gives its claim back in the transaction that says so.
 * </ul>
 */
@NamedInterface("store")
@NullMarked
package dev.herald.server.task.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
