/**
 * Makes partitions ahead, and lets go of messages that are older than they are kept.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A partition is dropped whole once every node with messages in it keeps them no longer.
 *       Where nodes differ, those that keep theirs for a shorter time lose them row by row.
 *   <li>A message of which something is still to be done or told stays, and so does one under a
 *       legal hold.
 *   <li>What went is recorded, and in the audit log.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "directory",
      "node",
      "task",
      "task :: store"
    })
@NullMarked
package dev.herald.server.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
