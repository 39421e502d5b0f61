/**
 * Brings one message to its provider and decides what follows.
 *
 * <p>The way of a task: is it still worth sending ({@code Dispatcher}), which source takes it and
 * when ({@code SourceChoice}), what it says (rendered from the template version it was accepted
 * with), the call ({@code Delivery}), and what follows ({@code Decisions}: one pure step from what
 * the task met to how it leaves, with {@code RetryRules} of {@code retry} for the result's type).
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>No call is begun that could end after the process's lease does.
 *   <li>What a cap, a busy, a broken or a paused source turns away does not count as an attempt.
 *       The channel's other sources are tried first.
 *   <li>Where a double would harm, the call is marked as started, durably, before it is made.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "directory",
      "source",
      "suppression",
      "cost",
      "preference",
      "template",
      "template :: language",
      "node",
      "task",
      "task :: store",
      "ownership",
      "lane",
      "limit",
      "pause"
    })
@NullMarked
package dev.herald.server.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
