package dev.herald.server.identity.oidc;

import dev.herald.server.platform.web.PublicUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/**
 * The OpenID Connect providers that are set up. Each is asked to describe itself when somebody
 * first signs in there: one that is down keeps nobody from starting Herald.
 */
@Component
public class OidcProviders implements ClientRegistrationRepository {
  public static final String START = "/v1/session/oidc";
  static final String BACK = START + "/{registrationId}/callback";

  private final Map<String, OidcSettings.Provider> providers;
  private final ConcurrentMap<String, ClientRegistration> described = new ConcurrentHashMap<>();

  private final String base;

  OidcProviders(OidcSettings settings, PublicUrl url) {
    this.providers = Map.copyOf(settings.oidc());
    this.base = url.configured().orElse("{baseUrl}");
  }

  /** A button on the sign-in page. */
  public record Choice(String id, String label, String url) {}

  public List<Choice> choices() {
    return providers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> new Choice(each.getKey(), label(each), START + "/" + each.getKey()))
        .toList();
  }

  private static String label(Map.Entry<String, OidcSettings.Provider> provider) {
    String label = provider.getValue().label();
    return label == null ? provider.getKey() : label;
  }

  public boolean isEmpty() {
    return providers.isEmpty();
  }

  public Optional<OidcSettings.Provider> find(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    OidcSettings.Provider provider = providers.get(id);
    return provider == null ? null : described.computeIfAbsent(id, _ -> describe(id, provider));
  }

  private ClientRegistration describe(String id, OidcSettings.Provider provider) {
    return ClientRegistrations.fromIssuerLocation(provider.issuer())
        .registrationId(id)
        .clientId(provider.clientId())
        .clientSecret(provider.clientSecret())
        .scope(provider.scopes())
        .redirectUri(base + BACK)
        .build();
  }
}
