/**
 * Brings one message to its provider and decides what follows.
 *
 * <p>The way of a task: is it still worth sending ({@code Dispatcher}), which source takes it and
 * when ({@code SourceChoice}, {@code SourceGate}), what it says (rendered from the template version
 * it was accepted with), the call, and the verdict ({@code Judge}: a pure function of the result's
 * type).
 *
 * <p>What this package guarantees: a source's rate caps hold in every sliding window; what a cap or
 * a busy source turns away does not count as an attempt; where a double would harm, the call is
 * marked as started, durably, before it is made.
 */
@ApplicationModule(allowedDependencies = {"platform", "source", "node", "task", "lane"})
@NullMarked
package dev.herald.server.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
