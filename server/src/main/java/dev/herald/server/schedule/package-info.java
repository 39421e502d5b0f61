/**
 * Sends again and again: at the times of a rule, a node for an audience, or what an application
 * answers when its URL is called.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>Each time of a rule, a slot, is one row, whatever number of processes there is. It is made
 *       in the transaction that sets the schedule's next time ({@code Clockwork}).
 *   <li>A fire is worked off in chunks under a lease ({@code FireWorker}). What a process did
 *       before it died is not done again: each submission has an idempotency key of schedule, slot
 *       and recipient, and enters by {@link dev.herald.server.intake.Intake} as all do.
 *   <li>A fire that can't go on, and a URL that hangs ({@code FireCalls}), hold up no other
 *       schedule. One that always fails ends as failed with its reason.
 *   <li>A change of clocks loses no fire and doubles none: see {@link
 *       dev.herald.server.schedule.rule.Slots}.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "directory",
      "schema",
      "node",
      "task",
      "intake",
      "intake :: plan"
    })
@NullMarked
package dev.herald.server.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
