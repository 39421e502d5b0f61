/** Sending accounts: connectors, sources and their secrets, rate caps, which source to take. */
@ApplicationModule(
    allowedDependencies = {"reason", "platform", "audit", "authorization", "directory", "template"})
@NullMarked
package dev.herald.server.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
