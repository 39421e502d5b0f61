package dev.herald.server.platform.web;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.ProblemReason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
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
  ResponseEntity<ProblemDetail> answer(RequestProblem problem, HttpServletRequest request) {
    return Problems.answer(problem, Language.of(request));
  }

  /** Looked like an attack on a server more trusting than this one. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(
      RequestRejectedException rejected, HttpServletRequest request) {
    return answer(new RequestProblem.Malformed(new ProblemReason.RequestIllFormed()), request);
  }

  /** A form that can't be decoded, or has too many fields. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(
      InvalidParameterException malformed, HttpServletRequest request) {
    return answer(new RequestProblem.Malformed(new ProblemReason.ParameterIllFormed()), request);
  }

  /** The caller's connection broke, or its chunks are not well-formed. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(IOException broken, HttpServletRequest request) {
    log.debug("A request broke off", broken);
    return answer(new RequestProblem.Malformed(new ProblemReason.BodyUnreadable()), request);
  }

  /** What is not the caller's fault is told apart by an id only: details are for the log. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(RuntimeException failure, HttpServletRequest request) {
    if (DatabaseTrouble.passing(failure)) {
      return answer(DatabaseTrouble.problem(failure), request);
    }
    return failed(failure, request);
  }

  /** Too deep a recursion is a bug of the one request that met it. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(StackOverflowError failure, HttpServletRequest request) {
    return failed(failure, request);
  }

  private ResponseEntity<ProblemDetail> failed(Throwable failure, HttpServletRequest request) {
    UUID incident = Ids.next();
    incidents.log(incident, failure);
    return Problems.answer(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            new ProblemReason.InternalError(incident.toString()),
            Language.of(request)));
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
    ProblemDetail detail =
        Problems.of(
            status,
            reason(refusal, body, status),
            Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    return super.handleExceptionInternal(refusal, detail, typed, status, request);
  }

  /** A parameter that must be one of a few words is named with them, like a field. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<String> words = words(mismatch.getRequiredType());
    if (words.isEmpty()) {
      return super.handleTypeMismatch(mismatch, headers, status, request);
    }
    ResponseEntity<ProblemDetail> answer =
        Problems.answer(
            new RequestProblem.Invalid(
                String.valueOf(mismatch.getPropertyName()), new FieldFault.ChoiceWrong(words)),
            Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .body(answer.getBody());
  }

  private static List<String> words(@Nullable Class<?> type) {
    if (type == Boolean.class || type == boolean.class) {
      return List.of("true", "false");
    }
    return type == null || !type.isEnum()
        ? List.of()
        : Arrays.stream((Enum<?>[]) type.getEnumConstants()).map(Enum::name).toList();
  }

  private static @Nullable Reason wanted(@Nullable Class<?> type) {
    if (type == UUID.class) {
      return new FieldFault.TypeWrong("ID");
    }
    return type != null
            && Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type))
        ? new FieldFault.TypeWrong("WHOLE")
        : null;
  }

  private static Reason reason(Exception refusal, @Nullable Object body, HttpStatusCode status) {
    return switch (refusal) {
      case MissingServletRequestParameterException missing ->
          new ProblemReason.ParameterMissing(missing.getParameterName());
      case HttpMediaTypeNotSupportedException unread ->
          new ProblemReason.MediaTypeUnread(
              unread.getSupportedMediaTypes().stream().map(MediaType::toString).toList());
      case HttpMessageNotReadableException empty when empty.getCause() == null ->
          new ProblemReason.BodyEmpty();
      case TypeMismatchException mismatch ->
          new ProblemReason.ParameterInvalid(
              String.valueOf(mismatch.getPropertyName()), wanted(mismatch.getRequiredType()));
      default -> new ProblemReason.HttpRefusal(status.value(), text(refusal, body, status));
    };
  }

  /** What Spring tells callers of it, which has nothing of Herald's inside. */
  private static String text(Exception refusal, @Nullable Object body, HttpStatusCode status) {
    ProblemDetail told =
        body instanceof ProblemDetail given
            ? given
            : refusal instanceof ErrorResponse response ? response.getBody() : null;
    return told == null || told.getDetail() == null ? status.toString() : told.getDetail();
  }
}
