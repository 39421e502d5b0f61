/**
 * Messages for those who look after them: found, listed, shown with their trace, called off.
 *
 * <p>A caller sees what is within its reach and no more. Addresses are masked and secret variables
 * hidden, but for whoever may see personal data; each look is kept in the message's trace.
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
      "schema",
      "template",
      "node",
      "task",
      "task :: store",
      "search",
      "verdict"
    })
@NullMarked
package dev.herald.server.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
