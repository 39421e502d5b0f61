/**
 * The people who sign in: who they are, how they prove it, and how long that holds.
 *
 * <p>A package for each part: {@code user} keeps who they are, {@code password} and {@code factor}
 * what they show, {@code oidc} who vouches for them, {@code session} how long it holds, and {@code
 * signin} is the way through all of these.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "job", "audit", "authorization", "application"})
@NullMarked
package dev.herald.server.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
