/**
 * Sends messages again, one or all that fit a filter.
 *
 * <p>A resent message is a new one that names the first. Of many resends none is made twice, one
 * process at a time works on a job, and one that can't go on holds up no other.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "reason :: old",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "directory",
      "source",
      "template",
      "node",
      "task",
      "task :: store",
      "search",
      "intake",
      "intake :: plan",
      "message"
    })
@NullMarked
package dev.herald.server.resend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
