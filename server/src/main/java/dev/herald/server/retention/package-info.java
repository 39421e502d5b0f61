/**
 * Makes partitions ahead, and drops whole months of messages that are older than they are kept.
 *
 * <p>A month of which something is still to be done is kept.
 */
@ApplicationModule(allowedDependencies = {"platform", "job"})
@NullMarked
package dev.herald.server.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
