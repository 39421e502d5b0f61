/** Who receives: tenants and their people. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "authorization"})
@NullMarked
package dev.herald.server.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
