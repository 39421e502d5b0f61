package dev.herald.server.platform;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every refusal as an RFC 9457 problem. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.Malformed malformed ->
          ResponseEntity.of(detail(HttpStatus.BAD_REQUEST, "Malformed request", malformed)).build();
      case RequestProblem.TooSlow slow ->
          ResponseEntity.of(detail(HttpStatus.REQUEST_TIMEOUT, "Too slow", slow)).build();
      case RequestProblem.TooLarge large ->
          ResponseEntity.of(detail(HttpStatus.CONTENT_TOO_LARGE, "Too large", large)).build();
      case RequestProblem.Invalid invalid -> {
        ProblemDetail detail = detail(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid request", invalid);
        detail.setProperty("errors", invalid.errors());
        yield ResponseEntity.of(detail).build();
      }
      case RequestProblem.NotFound missing ->
          ResponseEntity.of(detail(HttpStatus.NOT_FOUND, "Not found", missing)).build();
      case RequestProblem.Conflict conflict ->
          ResponseEntity.of(detail(HttpStatus.CONFLICT, "Conflict", conflict)).build();
      case RequestProblem.Forbidden forbidden ->
          ResponseEntity.of(detail(HttpStatus.FORBIDDEN, "Forbidden", forbidden)).build();
      case RequestProblem.Unauthenticated unknown ->
          ResponseEntity.of(detail(HttpStatus.UNAUTHORIZED, "Unauthorized", unknown)).build();
      case RequestProblem.TooMany tooMany ->
          comeAgain(HttpStatus.TOO_MANY_REQUESTS, "Too many", tooMany, tooMany.retryAfter());
      case RequestProblem.Unavailable busy ->
          comeAgain(HttpStatus.SERVICE_UNAVAILABLE, "Unavailable", busy, busy.retryAfter());
    };
  }

  private static ResponseEntity<ProblemDetail> comeAgain(
      HttpStatus status, String title, RequestProblem problem, Duration after) {
    long seconds = Math.max(1, Math.ceilDiv(after.toMillis(), 1_000));
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .body(detail(status, title, problem));
  }

  /** Looked like an attack on a server more trusting than this one. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RequestRejectedException rejected) {
    return answer(
        new RequestProblem.Malformed("the address, a header or a parameter is not well-formed"));
  }

  /** What is not the caller's fault is told apart by an id only: details are for the log. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RuntimeException failure) {
    if (DatabaseTrouble.crowded(failure)) {
      return answer(
          new RequestProblem.Unavailable("too many requests wait for the database at once", SOON));
    }
    if (DatabaseTrouble.passing(failure)) {
      log.warn("A request met a database that can't be reached: {}", failure.toString());
      return answer(new RequestProblem.Unavailable("the database can't be reached", COME_BACK));
    }
    UUID incident = Ids.next();
    log.error("incident {}", incident, failure);
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Herald failed. Look for 'incident %s' in its log.".formatted(incident));
    return ResponseEntity.of(detail).build();
  }

  private static ProblemDetail detail(HttpStatus status, String title, RequestProblem problem) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, problem.getMessage());
    detail.setTitle(title);
    return detail;
  }
}
