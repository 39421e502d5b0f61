package dev.herald.server.access;

import dev.herald.server.application.ApiKey;
import dev.herald.server.authorization.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes whom the rules behind it refused: a key that opens nothing, a caller who may not, and one
 * who asked for what lies beyond the caller's reach.
 */
final class RefusalFilter extends OncePerRequestFilter {
  private static final String SIGN_IN = "/v1/session";
  private static final String BEYOND = RefusalFilter.class.getName() + ".beyond";

  /** A path that no endpoint stands for may hold anything; so much of it is a word of the API. */
  private static final Pattern PLACE = Pattern.compile("/[a-z0-9]{1,20}(/[a-z-]{1,20})?");

  private final Refusals refusals;

  RefusalFilter(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Says that the answer, that there is no such thing, stands for a refusal. */
  static void beyondReach(HttpServletRequest request) {
    request.setAttribute(BEYOND, true);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    RefusalCounts.@Nullable Kind kind = kind(request, response.getStatus());
    if (kind != null) {
      refusals.add(refusal(kind, request));
    }
  }

  static RefusalCounts.Refusal refusal(RefusalCounts.Kind kind, HttpServletRequest request) {
    return new RefusalCounts.Refusal(
        kind, ActorFilter.actor(request), place(request), key(request));
  }

  private static RefusalCounts.@Nullable Kind kind(HttpServletRequest request, int status) {
    if (status == HttpServletResponse.SC_FORBIDDEN || request.getAttribute(BEYOND) != null) {
      return RefusalCounts.Kind.ACCESS;
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS.value()
        && request.getRequestURI().startsWith(SIGN_IN)) {
      return RefusalCounts.Kind.SIGN_IN;
    }
    boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    return status == HttpServletResponse.SC_UNAUTHORIZED && shown && !isKnown()
        ? RefusalCounts.Kind.KEY
        : null;
  }

  private static boolean isKnown() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication;
  }

  private static String place(HttpServletRequest request) {
    return request.getMethod() + " " + path(request);
  }

  private static String path(HttpServletRequest request) {
    if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
        instanceof String pattern) {
      return pattern;
    }
    Matcher start = PLACE.matcher(request.getRequestURI());
    return start.lookingAt() ? start.group() : "/";
  }

  private static @Nullable String key(HttpServletRequest request) {
    return KeyFilter.shown(request).flatMap(ApiKey::parse).map(ApiKey::id).orElse(null);
  }
}
