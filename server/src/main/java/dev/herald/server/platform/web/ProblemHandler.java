package dev.herald.server.platform.web;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every refusal as an RFC 9457 problem, whatever the caller accepts. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Incidents incidents = new Incidents();

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.Malformed malformed ->
          problem(detail(HttpStatus.BAD_REQUEST, "Malformed request", malformed));
      case RequestProblem.TooSlow slow ->
          problem(detail(HttpStatus.REQUEST_TIMEOUT, "Too slow", slow));
      case RequestProblem.TooLarge large ->
          problem(detail(HttpStatus.CONTENT_TOO_LARGE, "Too large", large));
      case RequestProblem.Invalid invalid -> {
        ProblemDetail detail = detail(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid request", invalid);
        detail.setProperty("errors", invalid.errors());
        yield problem(detail);
      }
      case RequestProblem.NotFound missing ->
          problem(detail(HttpStatus.NOT_FOUND, "Not found", missing));
      case RequestProblem.Conflict conflict ->
          problem(detail(HttpStatus.CONFLICT, "Conflict", conflict));
      case RequestProblem.Forbidden forbidden ->
          problem(detail(HttpStatus.FORBIDDEN, "Forbidden", forbidden));
      case RequestProblem.Unauthenticated unknown ->
          problem(detail(HttpStatus.UNAUTHORIZED, "Unauthorized", unknown));
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
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, title, problem));
  }

  /** Looked like an attack on a server more trusting than this one. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RequestRejectedException rejected) {
    return answer(
        new RequestProblem.Malformed("the address, a header or a parameter is not well-formed"));
  }

  /** A form that can't be decoded, or has too many fields. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(InvalidParameterException malformed) {
    return answer(new RequestProblem.Malformed("a parameter of the address is not well-formed"));
  }

  /** The caller's connection broke, or its chunks are not well-formed. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(IOException broken) {
    log.debug("A request broke off", broken);
    return answer(new RequestProblem.Malformed("the body can't be read to its end"));
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
    return failed(failure);
  }

  /** Too deep a recursion is a bug of the one request that met it. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(StackOverflowError failure) {
    return failed(failure);
  }

  private ResponseEntity<ProblemDetail> failed(Throwable failure) {
    UUID incident = Ids.next();
    incidents.log(incident, failure);
    return problem(
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Herald failed. Look for 'incident %s' in its log.".formatted(incident)));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception refusal,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpHeaders typed = new HttpHeaders(headers);
    typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(refusal, body, typed, status, request);
  }

  private static ResponseEntity<ProblemDetail> problem(ProblemDetail detail) {
    return ResponseEntity.status(detail.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private static ProblemDetail detail(HttpStatus status, String title, RequestProblem problem) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, problem.getMessage());
    detail.setTitle(title);
    return detail;
  }
}
