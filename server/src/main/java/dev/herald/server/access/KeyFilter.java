package dev.herald.server.access;

import dev.herald.server.application.Callers;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Tells who calls, by the key in the {@code Authorization} header. Whether a request without one
 * may pass is for the rules behind to say.
 *
 * <p>Browsers can't send a bearer key, so reading {@code /docs} also takes the key as the password
 * of basic authentication. Nothing else does: a browser repeats such a password by itself, also on
 * requests that another site made it send.
 */
final class KeyFilter extends OncePerRequestFilter {
  private static final String BASIC = "Basic ";

  private final Callers callers;
  private final HandlerExceptionResolver failures;

  /**
   * @param failures answers what goes wrong here as it does in controllers
   */
  KeyFilter(Callers callers, HandlerExceptionResolver failures) {
    this.callers = callers;
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      caller(request).ifPresent(caller -> authenticate(caller, request));
    } catch (RuntimeException failure) {
      failures.resolveException(request, response, null, failure);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void authenticate(Caller caller, HttpServletRequest request) {
    caller.accountsFor(request);
    SecurityContextHolder.setContext(new SecurityContextImpl(new CallerAuthentication(caller)));
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    return shown(request).flatMap(callers::byKey);
  }

  /** What stands where a key should. */
  static Optional<String> shown(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null
        && isDocs(request)
        && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return password(header.substring(BASIC.length()).strip());
    }
    return Callers.bearer(header);
  }

  static boolean isDocs(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/docs") || path.startsWith("/docs/");
  }

  private static Optional<String> password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
