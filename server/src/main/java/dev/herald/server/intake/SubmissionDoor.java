package dev.herald.server.intake;

import dev.herald.server.application.Callers;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.Saved;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * The short way in for {@code POST /v1/messages}, before the filters and the controller that would
 * answer the same: on the path that every message takes they cost more than all that Herald does
 * there. Whatever is unusual (no valid key, no JSON body) goes the long way and is answered there.
 */
final class SubmissionDoor extends HttpFilter {
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final transient Callers callers;
  private final transient Intake intake;
  private final transient SubmissionMemory memory;
  private final transient JsonBodies bodies;
  private final transient JsonMapper json;
  private final transient HandlerExceptionResolver failures;

  /**
   * @param failures answers what goes wrong here as it does in controllers
   */
  SubmissionDoor(
      Callers callers,
      Intake intake,
      SubmissionMemory memory,
      JsonBodies bodies,
      JsonMapper json,
      HandlerExceptionResolver failures) {
    this.callers = callers;
    this.intake = intake;
    this.memory = memory;
    this.bodies = bodies;
    this.json = json;
    this.failures = failures;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST") || !isJson(request.getContentType())) {
      chain.doFilter(request, response);
      return;
    }
    try {
      Optional<Caller> caller = callers.byHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
      if (caller.isEmpty()) {
        chain.doFilter(request, response);
        return;
      }
      caller.get().accountsFor(request);
      answer(response, accept(caller.get(), request));
    } catch (RuntimeException failure) {
      failures.resolveException(request, response, null, failure);
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && (startsWith(contentType, MediaType.APPLICATION_JSON_VALUE)
            || contentType.contains("+json"));
  }

  private static boolean startsWith(String contentType, String type) {
    return contentType.regionMatches(true, 0, type, 0, type.length());
  }

  private Saved.Ack accept(Caller caller, HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    byte[] body = bodies.bytes(request.getInputStream(), length);
    if (body.length < length) {
      throw new RequestProblem.Unavailable("the body ended early", COME_BACK);
    }
    try (var _ = memory.work(body.length)) {
      CallerKey key = CallerKey.ofCall(request.getHeader(CallerKey.HEADER));
      return intake.accept(caller, key, bodies.tree(body, VariableText::withoutNull));
    }
  }

  private void answer(HttpServletResponse response, Saved.Ack ack) throws IOException {
    byte[] body = json.writeValueAsBytes(ack);
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
