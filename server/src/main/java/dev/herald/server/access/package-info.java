/** Who may do what: applications, their API keys, and the administrator key. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.herald.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
