package dev.herald.server.platform.web;

import dev.herald.channel.Reason;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes problems of RFC 9457 of reasons. Their {@code type} is {@code /problems/} and the code;
 * {@code title} and {@code detail} are in the reader's language.
 */
public final class ProblemAnswer {
  private static final String TYPES = "/problems/";

  private ProblemAnswer() {}

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

  /** The answer of a filter, which no exception of a controller can become. */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatusCode status,
      Reason reason,
      JsonMapper json)
      throws IOException {
    Language language = Language.of(request);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), members(of(status, reason, language)));
  }

  /**
   * As no converter writes it that does not know problems: its own properties beside the others.
   */
  static Map<String, Object> members(ProblemDetail detail) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", String.valueOf(detail.getType()));
    members.put("title", String.valueOf(detail.getTitle()));
    members.put("status", detail.getStatus());
    members.put("detail", String.valueOf(detail.getDetail()));
    members.putAll(Objects.requireNonNullElse(detail.getProperties(), Map.of()));
    return members;
  }
}
