/**
 * What every other package stands on: ids, clock, database, vault, problems. Knows none of them.
 */
@ApplicationModule(allowedDependencies = {"reason"})
@NullMarked
package dev.herald.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
