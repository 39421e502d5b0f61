/**
 * Who may do what: applications and their API keys, people and how they sign in.
 *
 * <p>Every endpoint says with {@link dev.herald.server.access.Requires} which permission it takes,
 * and with the type of its {@link dev.herald.server.access.Caller} whether applications may call it
 * too. {@link dev.herald.server.access.PermissionCheck} holds all of them to it: an endpoint that
 * says nothing is closed. What lies beyond a user's {@link dev.herald.server.access.Reach} is
 * answered as if it were not there.
 */
@ApplicationModule(allowedDependencies = {"reason", "platform", "audit", "job"})
@NullMarked
package dev.herald.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
