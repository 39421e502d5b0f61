package dev.herald.server.access;

import dev.herald.server.identity.oidc.OidcProviders;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Sends nobody to a provider who would be sent back to an address that anybody could have named.
 */
final class OidcStart implements OAuth2AuthorizationRequestResolver {
  private final OAuth2AuthorizationRequestResolver usual;
  private final PublicUrl url;

  OidcStart(ClientRegistrationRepository providers, PublicUrl url) {
    this.usual = new DefaultOAuth2AuthorizationRequestResolver(providers, OidcProviders.START);
    this.url = url;
  }

  /**
   * @throws RequestProblem.Conflict when the address that people use is not known
   */
  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return known(request, usual.resolve(request));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String provider) {
    return known(request, usual.resolve(request, provider));
  }

  private @Nullable OAuth2AuthorizationRequest known(
      HttpServletRequest request, @Nullable OAuth2AuthorizationRequest resolved) {
    if (resolved != null) {
      url.needed(request);
    }
    return resolved;
  }
}
