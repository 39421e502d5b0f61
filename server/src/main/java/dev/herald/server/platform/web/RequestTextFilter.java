package dev.herald.server.platform.web;

import dev.herald.server.platform.problem.RequestProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses, before anybody reads it, an address that stands for no text and a content type that is
 * none: what comes behind would meet them in many places, and each would fail in its own way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestTextFilter extends OncePerRequestFilter {
  private final HandlerExceptionResolver failures;

  RequestTextFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      RequestText.requirePath(request.getRequestURI());
      RequestText.requireQuery(request.getQueryString());
      requireType(request.getContentType());
    } catch (RequestProblem | HttpMediaTypeNotSupportedException refusal) {
      failures.resolveException(request, response, null, refusal);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void requireType(@Nullable String written)
      throws HttpMediaTypeNotSupportedException {
    if (written == null || written.equals(MediaType.APPLICATION_JSON_VALUE)) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(written);
      type.getCharset();
      if (type.isConcrete()) {
        return;
      }
    } catch (InvalidMediaTypeException
        | IllegalCharsetNameException
        | UnsupportedCharsetException _) {
      // named below
    }
    throw new HttpMediaTypeNotSupportedException(
        "Content-Type names no type, or no charset, of a body; send 'application/json'");
  }
}
