package dev.herald.server.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who must have a second factor; {@code herald.second-factor}.
 *
 * @param requiredOf roles; a user of one of them who signs in with a password here can do nothing
 *     before one is set up
 */
@ConfigurationProperties("herald.second-factor")
record SecondFactorSettings(@Nullable Set<Role> requiredOf) {

  boolean isMissing(User user) {
    return requiredOf != null
        && requiredOf.contains(user.rights().role())
        && user.login() instanceof User.Login.Local
        && !user.hasSecondFactor();
  }
}
