/**
 * What is paused, where its messages wait, and what people decide about what waits.
 *
 * <p>A paused source, node, lane, application or tenant sends nothing, and goes on within two
 * seconds of the end of the pause, however many wait. What waits has one line in its trace for it.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "audit",
      "authorization",
      "application",
      "directory",
      "source",
      "node",
      "task",
      "task :: store",
      "statistics",
      "lane"
    })
@NullMarked
package dev.herald.server.pause;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
