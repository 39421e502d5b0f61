package dev.herald.server.identity.oidc;

import dev.herald.server.authorization.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people may sign in instead of here; {@code herald.oidc.<id>}.
 *
 * @param oidc providers by their id, which stands in addresses
 */
@ConfigurationProperties("herald")
public record OidcSettings(@DefaultValue Map<String, Provider> oidc) {

  /**
   * An OpenID Connect provider.
   *
   * @param issuer its address, below which it describes itself
   * @param label on the button; the id unless given
   * @param nameClaim whose value is the user's name here
   * @param roleClaim whose values give the role; dots lead into objects
   * @param roles by value of that claim; the highest that fits counts
   * @param defaultRole of whom no value fits; left out: they are refused
   */
  public record Provider(
      String issuer,
      String clientId,
      String clientSecret,
      @Nullable String label,
      @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
      @DefaultValue("preferred_username") String nameClaim,
      @DefaultValue("groups") String roleClaim,
      @DefaultValue Map<String, Role> roles,
      @Nullable Role defaultRole) {
    @Override
    public String toString() {
      return issuer;
    }
  }
}
