package dev.herald.server.platform.web;

import dev.herald.channel.Reason;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every refusal as an RFC 9457 problem: the one place where HTTP learns what a refusal is. The
 * {@code type} is {@code /problems/} and the code; {@code title} and {@code detail} are in the
 * reader's language.
 */
public final class Problems {
  private Problems() {}

  private static final String TYPES = "/problems/";

  /** As a controller answers it. */
  static ResponseEntity<ProblemDetail> answer(RequestProblem problem, Language language) {
    ProblemDetail detail = of(problem.status(), problem.reason(), language);
    if (problem instanceof RequestProblem.Invalid invalid) {
      Wording wording = new Wording(language);
      detail.setProperty(
          "errors", invalid.errors().stream().map(error -> error.shown(wording)).toList());
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
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

  static ProblemDetail of(HttpStatusCode status, Reason reason, Language language) {
    Wording wording = new Wording(language);
    WordedReason worded = WordedReason.of(reason, wording);
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, worded.text());
    detail.setType(URI.create(TYPES + worded.code()));
    detail.setTitle(wording.title(status.value()));
    detail.setProperty("code", worded.code());
    detail.setProperty("parameters", worded.parameters());
    return detail;
  }

  /** Answers from before any controller. */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatusCode status,
      Reason reason,
      JsonMapper json)
      throws IOException {
    ProblemDetail problem = of(status, reason, Language.of(request));
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
