/**
 * What providers say later: proven, read, and folded into the trace of the message that it is about
 * ({@code docs/adr/0045-receipts.md}).
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A provider hears that its call was understood only after what it said is durable.
 *   <li>What is said twice, late or in another order changes nothing: a state never goes backwards.
 *   <li>What comes while its message is in hand, or before it is known, is kept and looked at
 *       again.
 *   <li>Calls by whoever can't prove to be the provider cost little, and as many at once as a few.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "authorization",
      "source",
      "suppression",
      "task",
      "task :: store",
      "search",
      "message"
    })
@NullMarked
package dev.herald.server.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
