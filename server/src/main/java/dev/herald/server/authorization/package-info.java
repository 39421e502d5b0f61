/**
 * Who may do what: permissions, roles, how far they reach, and who is calling.
 *
 * <p>Every endpoint says with {@link dev.herald.server.authorization.Requires} which permission it
 * takes, and with the type of its {@link dev.herald.server.authorization.Caller} whether
 * applications may call it too. What lies beyond a user's {@link
 * dev.herald.server.authorization.Reach} is answered as if it were not there. This package holds
 * the words and the values alone; {@code access} holds every request to them.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit"})
@NullMarked
package dev.herald.server.authorization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
