package dev.herald.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says which connections a request takes: those of intake, or those of all other requests. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ConnectionUseFilter extends OncePerRequestFilter {

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
    } catch (ServletException | IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception unexpected) {
      throw new ServletException(unexpected);
    }
  }
}
