/**
 * Sandbox mode: stand-in providers inside the server, and their outbox over REST.
 *
 * <p>With {@code herald.sandbox=true} every connector's connections go to the stand-ins, whatever
 * host a source or a definition names. The stand-ins know the secrets of the configured sources, so
 * they check signatures as the providers would.
 */
@ApplicationModule(
    allowedDependencies = {"reason", "platform", "audit", "authorization", "source", "receipt"})
@NullMarked
package dev.herald.server.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
