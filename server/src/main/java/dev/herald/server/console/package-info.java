/**
 * The administration API that spans modules: a whole configuration at once, how it goes, what is
 * paused. Nobody uses it.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "access",
      "directory",
      "source",
      "node",
      "job",
      "task",
      "lane",
      "dispatch"
    })
@NullMarked
package dev.herald.server.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
