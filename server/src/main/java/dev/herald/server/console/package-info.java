/** The administration API that spans modules: a whole configuration at once. Nobody uses it. */
@ApplicationModule(allowedDependencies = {"platform", "access", "directory", "source", "node"})
@NullMarked
package dev.herald.server.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
