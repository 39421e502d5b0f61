/**
 * What sending costs: prices of sources, what was spent, packages that are used up, and budgets.
 *
 * <p>A message that a provider accepted is counted in memory and written with the statistics, every
 * two seconds; of a source without a price nothing is counted. What a process that dies had not
 * written is missing: figures are for people, and no bill.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "source",
      "template",
      "task",
      "task :: store",
      "statistics"
    })
@NullMarked
package dev.herald.server.cost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
