package dev.herald.server.identity.factor;

import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
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
public record SecondFactorSettings(@Nullable Set<Role> requiredOf) {

  public boolean isMissing(User user) {
    return requiredOf != null
        && requiredOf.contains(user.rights().role())
        && user.login() instanceof User.Login.Local
        && !user.hasSecondFactor();
  }
}
