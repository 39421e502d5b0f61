package dev.herald.server.access;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.oidc.OidcArrival;
import dev.herald.server.identity.oidc.OidcProviders;
import dev.herald.server.identity.session.Sessions;
import dev.herald.server.identity.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What happens when somebody comes back from a provider: a session, or the sign-in page again. */
@Component
class OidcSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);

  private final OidcProviders providers;
  private final OidcArrival arrival;
  private final SignIn signIn;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Refusals refusals;

  OidcSignIn(
      OidcProviders providers,
      OidcArrival arrival,
      SignIn signIn,
      Sessions sessions,
      AuditLog audit,
      Refusals refusals) {
    this.providers = providers;
    this.arrival = arrival;
    this.signIn = signIn;
    this.sessions = sessions;
    this.audit = audit;
    this.refusals = refusals;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    String provider =
        ((OAuth2AuthenticationToken) authentication).getAuthorizedClientRegistrationId();
    Optional<User> user =
        authentication.getPrincipal() instanceof OidcUser person
            ? providers.find(provider).flatMap(settings -> arrival.of(provider, settings, person))
            : Optional.empty();
    if (user.isPresent()) {
      sessions.begin(request, response, user.get());
      signIn.opened(user.get(), request.getRemoteAddr(), provider);
      response.sendRedirect("/");
    } else {
      audit.record(ActorFilter.actor(request), Act.of("session.refused", "provider", provider));
      response.sendRedirect("/?signIn=refused");
    }
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn("Nobody could sign in at a provider: {}", failure.getMessage());
    refusals.add(RefusalFilter.refusal(RefusalCounts.Kind.SIGN_IN, request));
    response.sendRedirect("/?signIn=failed");
  }
}
