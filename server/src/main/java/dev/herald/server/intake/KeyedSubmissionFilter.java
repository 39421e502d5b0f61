package dev.herald.server.intake;

import dev.herald.server.application.Callers;
import dev.herald.server.authorization.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Leads a submission whose caller shows a living key straight to its endpoint. The filters and the
 * dispatching that lead a browser there cost more than all that Herald does with a message, and
 * have nothing to say of a key.
 */
final class KeyedSubmissionFilter extends HttpFilter {
  private final transient Callers callers;
  private final transient SubmissionEndpoint endpoint;
  private final transient HandlerExceptionResolver failures;

  /**
   * @param failures answers what goes wrong here as it does in controllers
   */
  KeyedSubmissionFilter(
      Callers callers, SubmissionEndpoint endpoint, HandlerExceptionResolver failures) {
    this.callers = callers;
    this.endpoint = endpoint;
    this.failures = failures;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller;
    try {
      caller = callers.byHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
      if (caller.isPresent()) {
        caller.get().accountsFor(request);
        endpoint.answer(caller.get(), request, response);
        return;
      }
    } catch (RuntimeException | HttpMediaTypeNotSupportedException failure) {
      failures.resolveException(request, response, null, failure);
      return;
    }
    chain.doFilter(request, response);
  }
}
