/**
 * The business systems that send, and the API keys by which they and the administrator are known.
 *
 * <p>A key is kept as a hash alone. A key that was revoked opens nothing at any process within two
 * seconds.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit", "authorization"})
@NullMarked
package dev.herald.server.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
