package dev.herald.server.platform.web;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What never becomes a request of the API, such as a line that is no HTTP, as a problem. */
final class ProblemValve extends ErrorReportValve {
  private static final int FIRST_ERROR = 400;

  /**
   * Such an answer passes no filter; these are what the filters' headers say of one without
   * content.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
          "Referrer-Policy", "no-referrer");

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int code = response.getStatus();
    if (code < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = status(code);
    try {
      response.setStatus(status.value());
      HEADERS.forEach(response::setHeader);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      response.getReporter().write(problem(status));
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

  private static String problem(HttpStatus status) {
    return """
    {"title":"%s","status":%d,"detail":"%s"}\
    """
        .formatted(status.getReasonPhrase(), status.value(), detail(status));
  }
}
