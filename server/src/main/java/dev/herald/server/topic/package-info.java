/**
 * What nodes are about to people: topics that they share, with a name in each language. A node that
 * names none is a topic of its own.
 */
@ApplicationModule(allowedDependencies = {"reason", "platform", "audit", "authorization"})
@NullMarked
package dev.herald.server.topic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
