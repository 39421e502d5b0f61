/**
 * Which process owns which tasks.
 *
 * <p>A process owns its tasks under an {@link dev.herald.server.ownership.ProcessLease}. While its
 * heartbeat is written, nobody else touches them. When it lapses, they are adopted by a process
 * that lives, and whatever the old lease still writes matches no row. A task whose call had been
 * marked as started becomes UNKNOWN; it is never sent again by itself.
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.herald.server.ownership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
