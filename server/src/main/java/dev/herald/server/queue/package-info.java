/**
 * Submissions that come by a queue: a record of a broker is what a call would have held, and is
 * brought to {@link dev.herald.server.intake.Intake}.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A record is acknowledged once its messages are durable, or it is kept in quarantine, and
 *       never before. What one poll brought is saved in one transaction.
 *   <li>A record that comes again makes no second message: it has a key of its own, that of the
 *       CloudEvent in it, or that of its place at the broker.
 *   <li>A record that can't be taken holds up no other. It is kept as it came, sealed, until
 *       somebody has mended, replayed or discarded it.
 *   <li>While the database is away or lanes are full, nothing is taken and nothing acknowledged.
 * </ul>
 *
 * <p>Each kind of broker has a package below, which says how to listen and what a record's position
 * and identity are ({@link dev.herald.server.queue.QueueKind}). It is there only where a queue of
 * the kind is configured.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "node",
      "task",
      "lane",
      "intake",
      "answer"
    })
@NullMarked
package dev.herald.server.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
