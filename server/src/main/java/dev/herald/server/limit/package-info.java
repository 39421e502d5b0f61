/**
 * May this process call this source now? Caps, concurrency, circuit breaker, fairness.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A call is let through only with a permit of each of its source's caps; so the caps hold in
 *       the whole cluster.
 *   <li>A source that hangs or fails takes no room of another: its calls under way become few, its
 *       waiting line is short, and what is past it goes back to the table.
 *   <li>Whatever one destination does, messages to others keep their pace: what is not the source's
 *       or the provider's fault, and seen with several destinations, holds back nobody else, and a
 *       destination has a bounded part of the calls under way.
 *   <li>At a source, tenants take turns by weight.
 *   <li>Of several sources, one whose answers are slow or fail gets less of what goes by weight,
 *       and all of its part again when they are as they were.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"reason", "platform", "job", "authorization", "source"})
@NullMarked
package dev.herald.server.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
