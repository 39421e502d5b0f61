/**
 * Finds messages and their traces, by any filter.
 *
 * <p>A search takes a bounded time whatever the filter: it runs through the index that leads to the
 * fewest messages, looks at so many at most, and says how far back it looked.
 */
@ApplicationModule(allowedDependencies = {"platform", "task", "task :: store"})
@NullMarked
package dev.herald.server.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
