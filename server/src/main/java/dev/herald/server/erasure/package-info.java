/**
 * What a person may ask for: everything that is kept about them, and to have it erased.
 *
 * <p>What is erased: who they are, where their messages went and what these said, what they wrote
 * back, and what waited for them. What stays: that there was a message, whose, by which channel,
 * its states and times, and a keyed hash of an address that must not be sent to.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "audit",
      "authorization",
      "application",
      "directory",
      "schema",
      "suppression",
      "template",
      "node",
      "task",
      "task :: store",
      "search",
      "retention"
    })
@NullMarked
package dev.herald.server.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
