/**
 * Brings one message to its provider and decides what follows.
 *
 * <p>The way of a task: is it still worth sending ({@code Dispatcher}), which source takes it and
 * when ({@code SourceChoice}, {@code SourceGate}), what it says (rendered from the template version
 * it was accepted with), the call, and what follows ({@code Decisions}: one pure step from what the
 * task met to how it leaves, with {@code Judge} for the result's type).
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A call is made only with a permit of each of its source's caps, and only if it would end
 *       before the process's lease does; so the caps hold in the whole cluster.
 *   <li>What a cap, a busy, a broken or a paused source turns away does not count as an attempt.
 *       The channel's other sources are tried first.
 *   <li>A source that hangs or fails takes no room of another: its calls under way become few, its
 *       waiting line is short, and what is past it goes back to the table.
 *   <li>Whatever one destination does, messages to others keep their pace: what is not the source's
 *       or the provider's fault, and seen with several destinations, holds back nobody else, and a
 *       destination has a bounded part of the calls under way.
 *   <li>At a source, tenants take turns by weight.
 *   <li>Where a double would harm, the call is marked as started, durably, before it is made.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "audit",
      "cap",
      "directory",
      "source",
      "node",
      "task",
      "lane"
    })
@NullMarked
package dev.herald.server.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
