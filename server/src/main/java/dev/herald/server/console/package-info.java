/**
 * The administration API that spans modules: a whole configuration at once, how it goes, what is
 * paused. Nobody uses it.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "authorization",
      "application",
      "directory",
      "source",
      "definition",
      "topic",
      "template",
      "node",
      "statistics",
      "cost",
      "retention",
      "ownership",
      "lane",
      "limit :: cap",
      "limit :: shift",
      "pause",
      "schedule",
      "campaign"
    })
@NullMarked
package dev.herald.server.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
