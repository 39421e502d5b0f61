package dev.herald.server.access;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.CallerAuthentication;
import dev.herald.server.identity.session.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Tells who calls, by the session in the cookie. */
final class SessionFilter extends OncePerRequestFilter {
  private final Sessions sessions;
  private final HandlerExceptionResolver failures;

  /**
   * @param failures answers what goes wrong here as it does in controllers
   */
  SessionFilter(Sessions sessions, HandlerExceptionResolver failures) {
    this.sessions = sessions;
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      sessions.caller(request).ifPresent(caller -> authenticate(caller, request));
    } catch (RuntimeException failure) {
      failures.resolveException(request, response, null, failure);
      return;
    }
    chain.doFilter(request, response);
  }

  private void authenticate(Caller.SignedIn caller, HttpServletRequest request) {
    caller.accountsFor(request);
    SecurityContextHolder.setContext(
        new SecurityContextImpl(
            new CallerAuthentication(caller, sessions.isEnrolling(caller.user()))));
  }
}
