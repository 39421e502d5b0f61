package dev.herald.server.platform.web;

import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.reason.ProblemReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Answers what this process does not serve, and what it takes no more since it is leaving. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RoleFilter extends OncePerRequestFilter {
  private static final HttpStatusCode MISDIRECTED = HttpStatusCode.valueOf(421);
  private static final String COME_BACK_SECONDS = "2";

  private final Roles roles;
  private final Shutdown shutdown;
  private final JsonMapper json;

  RoleFilter(Roles roles, Shutdown shutdown, JsonMapper json) {
    this.roles = roles;
    this.shutdown = shutdown;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Set<Role> serving = serving(request.getMethod(), request.getRequestURI());
    if (serving.stream().noneMatch(roles::has)) {
      Problems.write(
          request,
          response,
          MISDIRECTED,
          new ProblemReason.RoleNotServed(
              String.valueOf(roles), String.valueOf(Roles.written(serving))),
          json);
    } else if (shutdown.begun() && isSubmission(request.getMethod(), request.getRequestURI())) {
      response.setHeader(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
      response.setHeader(HttpHeaders.CONNECTION, "close");
      Problems.write(
          request,
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          new ProblemReason.ServerStopping(),
          json);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Who answers this: any one of the roles. */
  static Set<Role> serving(String method, String path) {
    if (isSubmission(method, path)) {
      return Set.of(Role.API);
    }
    if (path.equals("/actuator") || path.startsWith("/actuator/")) {
      return Set.of(Role.values());
    }
    if (isBelow(path, "/p")) {
      return Set.of(Role.API, Role.ADMIN);
    }
    if (isBelow(path, "/receipts")) {
      return Set.of(Role.API);
    }
    return isBelow(path, "/v1/messages")
            || isBelow(path, "/v1/feeds")
            || isBelow(path, "/v1/inbox")
            || isBelow(path, "/inbox")
            || path.equals("/v1/find")
            || isBelow(path, "/docs")
        ? Set.of(Role.API, Role.ADMIN)
        : Set.of(Role.ADMIN);
  }

  static boolean isSubmission(String method, String path) {
    return method.equals("POST")
        && (path.equals("/v1/messages") || path.equals("/v1/messages/bulk"));
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
