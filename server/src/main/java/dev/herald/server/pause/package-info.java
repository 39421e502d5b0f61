/**
 * What is paused, and where its messages wait.
 *
 * <p>A paused source, node or lane sends nothing, and goes on within two seconds of the end of the
 * pause, however many wait. What waits has one line in its trace for it.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "audit",
      "authorization",
      "application",
      "source",
      "node",
      "task",
      "lane"
    })
@NullMarked
package dev.herald.server.pause;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
