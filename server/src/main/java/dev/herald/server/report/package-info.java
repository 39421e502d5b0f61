/**
 * Tells each application's owner once a week what it sent, with what success, and what it cost.
 *
 * <p>A report is a message like any other: of a node that Herald makes itself when it is first
 * needed, and that people may change as they like. What guarantees that nobody is sent a week twice
 * is the idempotency key of each report.
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
      "node",
      "task",
      "statistics",
      "cost",
      "intake"
    })
@NullMarked
package dev.herald.server.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
