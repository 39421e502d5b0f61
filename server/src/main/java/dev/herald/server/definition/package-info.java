/**
 * Connector definitions that operators keep in the database: drafts, versions, what is published.
 *
 * <p>A version is never changed. What is published is in use at every process within two seconds; a
 * source that can't work with it goes on with what was published before, or with what stands behind
 * it.
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
      "template",
      "node"
    })
@NullMarked
package dev.herald.server.definition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
