/**
 * Tells when something is amiss: looks every ten seconds, once in a cluster, at figures and at what
 * waits, and keeps what it finds as alarms that are pending, firing and resolved.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>An alarm fires once for as long as it lasts, whoever looks and however often.
 *   <li>Each way of telling is told of each alarm once, at least: what could not be told is told in
 *       the next round.
 *   <li>No alarm is about the node that alarms are sent by.
 *   <li>A look that fails leaves the alarms that it would have told of as they are.
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
      "source",
      "suppression",
      "cost",
      "node",
      "task",
      "task :: store",
      "statistics",
      "search",
      "message",
      "ownership",
      "lane",
      "limit :: cap",
      "intake",
      "queue",
      "schedule"
    })
@NullMarked
package dev.herald.server.alarm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
