package dev.herald.server.intake;

import dev.herald.server.platform.JsonBodies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Answers 503 before a submission is read that there is no memory for. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class IntakeRoomFilter extends OncePerRequestFilter {
  private static final String COME_BACK_SECONDS = "1";

  private final IntakeRoom room;
  private final JsonMapper json;

  IntakeRoomFilter(IntakeRoom room, JsonMapper json) {
    this.room = room;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getRequestURI().equals("/v1/messages");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    IntakeRoom.Taken taken =
        room.tryTake(length < 0 ? JsonBodies.LARGEST : Math.min(length, JsonBodies.LARGEST));
    if (taken == null) {
      refuse(response);
      return;
    }
    try (taken) {
      chain.doFilter(request, response);
    }
  }

  private void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(
        response.getOutputStream(),
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE, "too much is being taken in at once"));
  }
}
