/**
 * Why did it not arrive: of one message, or of whatever somebody knows of one that may never have
 * been made.
 *
 * <p>What a message's state and trace say is decided in {@code verdict}. Here it is joined with
 * what stands elsewhere: the entry of the suppression list, the message that went on, submissions
 * that were refused or said before, records in quarantine, references that are written alike.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "authorization",
      "application",
      "directory",
      "source",
      "suppression",
      "node",
      "task",
      "search",
      "verdict",
      "intake :: note",
      "queue",
      "message"
    })
@NullMarked
package dev.herald.server.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
