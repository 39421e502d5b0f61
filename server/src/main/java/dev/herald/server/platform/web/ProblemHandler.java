package dev.herald.server.platform.web;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import java.io.IOException;
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

  private final Incidents incidents = new Incidents();

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RequestProblem problem) {
    return Problems.answer(problem);
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
    if (DatabaseTrouble.passing(failure)) {
      return answer(DatabaseTrouble.problem(failure));
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
    return Problems.answer(
        Problems.of(
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
}
