/**
 * Submissions on their way from the processes that take them in to those that send them, through a
 * broker between: where {@code herald.intake.through} is {@code kafka}.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A caller is answered once the broker's replicas in sync have its submission.
 *   <li>A submission is acknowledged to the broker once it is saved, and saved once however often
 *       it comes.
 *   <li>Each id that a caller was told has a trace: what is found against a message only when it is
 *       saved ends it, and is told like any other end.
 *   <li>Nothing of a person stands in a topic in the clear.
 *   <li>A lane waits for no other: each has a topic, and readers, of its own.
 * </ul>
 */
@NamedInterface("relay")
@NullMarked
package dev.herald.server.intake.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
