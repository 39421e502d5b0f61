/**
 * One-off sends to many people, under the eyes of those who run them.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>Each row is submitted once, whoever stops or dies: a row's idempotency key is its campaign
 *       and its number, and the place that was reached is written with what became of its rows.
 *   <li>Nobody is reached twice by a campaign: two rows with the same addresses are one.
 *   <li>One process at a time works on a campaign, and it takes as much memory as a chunk of rows.
 *   <li>A row says whom it reaches until it has its fate, and no longer. An erased person's rows
 *       are not sent ({@code CampaignRemains}).
 *   <li>Rows go in by {@code Intake} as all submissions do, in a lane that is in the background.
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
      "schema",
      "node",
      "task",
      "statistics",
      "search",
      "lane",
      "intake",
      "upload",
      "erasure"
    })
@NullMarked
package dev.herald.server.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
