package dev.herald.server.platform.web;

import dev.herald.server.platform.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Every refusal as an RFC 9457 problem: the one place where HTTP learns what a refusal is. */
public final class Problems {
  private Problems() {}

  /** What a kind of refusal is called. */
  private record Kind(HttpStatus status, String title) {}

  private static Kind kind(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.Malformed _ -> new Kind(HttpStatus.BAD_REQUEST, "Malformed request");
      case RequestProblem.TooSlow _ -> new Kind(HttpStatus.REQUEST_TIMEOUT, "Too slow");
      case RequestProblem.TooLarge _ -> new Kind(HttpStatus.CONTENT_TOO_LARGE, "Too large");
      case RequestProblem.Invalid _ ->
          new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid request");
      case RequestProblem.NotFound _ -> new Kind(HttpStatus.NOT_FOUND, "Not found");
      case RequestProblem.Conflict _ -> new Kind(HttpStatus.CONFLICT, "Conflict");
      case RequestProblem.Stale _ -> new Kind(HttpStatus.PRECONDITION_FAILED, "Stale");
      case RequestProblem.Forbidden _ -> new Kind(HttpStatus.FORBIDDEN, "Forbidden");
      case RequestProblem.Unauthenticated _ -> new Kind(HttpStatus.UNAUTHORIZED, "Unauthorized");
      case RequestProblem.TooMany _ -> new Kind(HttpStatus.TOO_MANY_REQUESTS, "Too many");
      case RequestProblem.Unavailable _ -> new Kind(HttpStatus.SERVICE_UNAVAILABLE, "Unavailable");
    };
  }

  public static HttpStatus status(RequestProblem problem) {
    return kind(problem).status;
  }

  /** As a controller answers it. */
  static ResponseEntity<ProblemDetail> answer(RequestProblem problem) {
    Kind kind = kind(problem);
    ProblemDetail detail = of(kind.status, problem.getMessage());
    detail.setTitle(kind.title);
    if (problem instanceof RequestProblem.Invalid invalid) {
      detail.setProperty("errors", invalid.errors());
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(kind.status);
    if (problem instanceof RequestProblem.ComeAgain busy) {
      answer.header(HttpHeaders.RETRY_AFTER, seconds(busy.retryAfter()));
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
  }

  static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(Math.max(1, Math.ceilDiv(duration.toMillis(), 1_000)));
  }

  static ProblemDetail of(HttpStatusCode status, @Nullable String detail) {
    return ProblemDetail.forStatusAndDetail(status, detail);
  }

  /** Answers from before any controller. */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatusCode status,
      String detail,
      JsonMapper json)
      throws IOException {
    ProblemDetail problem = of(status, detail);
    problem.setInstance(instance(request));
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** What was asked for, as controllers' problems say it; nothing where it is no address. */
  private static @Nullable URI instance(HttpServletRequest request) {
    try {
      return request.getRequestURI() == null ? null : URI.create(request.getRequestURI());
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
