package dev.herald.server.intake;

import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.intake.allowance.ApplicationCaps;
import dev.herald.server.intake.allowance.RateLimits;
import dev.herald.server.limit.cap.SharedCap;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /v1/messages}: reads a submission, brings it to {@link Intake}, and answers what
 * became of it. Whoever calls gets here once it is known who that is.
 */
@Component
final class SubmissionEndpoint {
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final List<MediaType> READ =
      List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

  private static final String DRY_RUN = "dryRun";

  private final Intake intake;
  private final Rehearsal rehearsal;
  private final ApplicationCaps allowances;
  private final JsonBodies bodies;
  private final JsonMapper json;

  SubmissionEndpoint(
      Intake intake,
      Rehearsal rehearsal,
      ApplicationCaps allowances,
      JsonBodies bodies,
      JsonMapper json) {
    this.intake = intake;
    this.rehearsal = rehearsal;
    this.allowances = allowances;
    this.bodies = bodies;
    this.json = json;
  }

  /**
   * @throws RequestProblem when it is not taken
   * @throws HttpMediaTypeNotSupportedException when its body is said to be no JSON
   */
  void answer(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, HttpMediaTypeNotSupportedException {
    caller.require(Permission.SEND);
    requireJson(request.getContentType());
    CallerKey key = CallerKey.ofCall(request.getHeader(CallerKey.HEADER));
    Incoming submission = new Incoming.Call(caller, key, Traceparent.of(request), body(request));
    if (isDryRun(request)) {
      write(
          response,
          HttpServletResponse.SC_OK,
          rehearsal.of(submission, new Wording(Language.of(request))));
      return;
    }
    IntakeResult result = intake.accept(submission);
    tellLimits(caller, response);
    write(response, HttpServletResponse.SC_ACCEPTED, result.ack());
  }

  /** Whether it is only tried: {@code ?dryRun=true}. */
  static boolean isDryRun(HttpServletRequest request) {
    if (request.getQueryString() == null) {
      return false;
    }
    String written = request.getParameter(DRY_RUN);
    return switch (written) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw new RequestProblem.Invalid(DRY_RUN, new FieldFault.TypeWrong("TRUTH"));
    };
  }

  private static void requireJson(@Nullable String written)
      throws HttpMediaTypeNotSupportedException {
    if (MediaType.APPLICATION_JSON_VALUE.equals(written)) {
      return;
    }
    MediaType type = written == null ? null : MediaType.parseMediaType(written);
    if (type == null || READ.stream().noneMatch(read -> read.includes(type))) {
      throw new HttpMediaTypeNotSupportedException(type, READ);
    }
  }

  /** Of a key's own application: of whom a person submits for is not known here. */
  void tellLimits(Caller caller, HttpServletResponse response) {
    if (caller instanceof Caller.OfApplication(Application application, _)) {
      Map<String, SharedCap> caps = allowances.caps(application);
      if (!caps.isEmpty()) {
        response.setHeader(RateLimits.POLICY, RateLimits.policy(caps));
        response.setHeader(RateLimits.LEFT, RateLimits.left(caps, System.nanoTime()));
      }
    }
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    byte[] body = bodies.bytes(request.getInputStream(), length);
    if (body.length < length) {
      throw new RequestProblem.Unavailable(new ProblemReason.BodyBrokenOff(), COME_BACK);
    }
    return body;
  }

  private void write(HttpServletResponse response, int status, Object answer) throws IOException {
    byte[] body = json.writeValueAsBytes(answer);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
