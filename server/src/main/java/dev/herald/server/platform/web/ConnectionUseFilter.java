package dev.herald.server.platform.web;

import dev.herald.server.platform.database.ConnectionUse;
import dev.herald.server.platform.database.DatabaseTrouble;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says which connections a request takes: those of intake, or those of all other requests. A filter
 * behind it that finds none, as that of sessions, has its request told to come again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ConnectionUseFilter extends OncePerRequestFilter {
  private static final String COME_BACK_SECONDS = "1";

  private final JsonMapper json;

  ConnectionUseFilter(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ConnectionUse use =
        RoleFilter.isSubmission(request.getMethod(), request.getRequestURI())
            ? ConnectionUse.INTAKE
            : ConnectionUse.PEOPLE;
    try {
      use.call(() -> {
        chain.doFilter(request, response);
        return true;
      });
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      failed(request, response, failure);
    }
  }

  private void failed(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws ServletException, IOException {
    if (!response.isCommitted() && DatabaseTrouble.passing(failure)) {
      response.resetBuffer();
      response.setHeader(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
      Problems.write(
          request,
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "too many requests wait for the database at once",
          json);
      return;
    }
    switch (failure) {
      case ServletException known -> throw known;
      case RuntimeException known -> throw known;
      default -> throw new ServletException(failure);
    }
  }
}
