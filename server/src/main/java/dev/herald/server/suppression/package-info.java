/**
 * Addresses that must not be sent to on a channel, by tenant, with the reason and the date.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A message to an address on the list is not sent by any process from two seconds after the
 *       entry was committed, unless its node reaches such addresses.
 *   <li>Looking costs a message no round trip: each process has a filter of the list in memory, and
 *       asks the database only of an address that the filter does not rule out.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "audit",
      "authorization",
      "directory",
      "source",
      "task",
      "task :: store"
    })
@NullMarked
package dev.herald.server.suppression;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
