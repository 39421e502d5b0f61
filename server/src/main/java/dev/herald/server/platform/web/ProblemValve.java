package dev.herald.server.platform.web;

import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;
import tools.jackson.databind.json.JsonMapper;

/** What never becomes a request of the API, such as a line that is no HTTP, as a problem. */
final class ProblemValve extends ErrorReportValve {
  private static final int FIRST_ERROR = 400;

  private static final List<HeaderWriter> HEADERS = AnswerHeaders.writers();

  private final JsonMapper json;

  ProblemValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int code = response.getStatus();
    if (code < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = status(code);
    try {
      HEADERS.forEach(header -> header.writeHeaders(request, response));
      Problems.write(request, response, status, detail(status), json);
      response.finishResponse();
    } catch (IOException | IllegalStateException _) {
      // the caller is gone, or has been answered
    }
  }

  /** A version or a coding that HTTP does not have here is the caller's to change. */
  private static HttpStatus status(int code) {
    HttpStatus status = HttpStatus.resolve(code);
    return status == null
            || status == HttpStatus.NOT_IMPLEMENTED
            || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED
        ? HttpStatus.BAD_REQUEST
        : status;
  }

  static String detail(HttpStatus status) {
    return status.is5xxServerError()
        ? "Herald failed."
        : "the request is not one that an HTTP server can take: %s"
            .formatted(status.getReasonPhrase());
  }
}
