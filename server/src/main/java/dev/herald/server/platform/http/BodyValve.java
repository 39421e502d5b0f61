package dev.herald.server.platform.http;

import dev.herald.server.platform.BodyAccount;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/** Has every body read through a {@link MeteredBody}, whoever reads it. */
final class BodyValve extends ValveBase {
  private static final String SIGN_IN = "/v1/session";

  /** Of a body that was refused: who is cut off while sending does not read why. */
  private static final long MOST_SKIPPED = 64L << 20;

  private final MeteredBody.Limits limits;

  BodyValve(MeteredBody.Limits limits) {
    super(true);
    this.limits = limits;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (isRefused(response) || !hasBody(request)) {
      getNext().invoke(request, response);
      return;
    }
    org.apache.coyote.Request raw = request.getCoyoteRequest();
    InputBuffer source = raw.getInputBuffer();
    MeteredBody body =
        new MeteredBody(
            source,
            limits,
            raw.getContentLengthLong(),
            request.getRequestURI().startsWith(SIGN_IN),
            () -> Site.of(request.getRemoteAddr()));
    raw.setInputBuffer(body);
    request.setAttribute(BodyAccount.ATTRIBUTE, body);
    try {
      getNext().invoke(request, response);
      finish(request, response, body);
    } finally {
      raw.setInputBuffer(source);
      body.release();
    }
  }

  /** Its head is none of HTTP, so nothing in it says what follows. */
  private static boolean isRefused(Response response) {
    return response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
  }

  private static boolean hasBody(Request request) {
    return request.getCoyoteRequest().getContentLengthLong() > 0
        || request.getHeader("Transfer-Encoding") != null;
  }

  private static void finish(Request request, Response response, MeteredBody body) {
    if (!body.isOver() && !isSkipped(request, response, body)) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private static boolean isSkipped(Request request, Response response, MeteredBody body) {
    boolean awaitsWord = request.getCoyoteRequest().hasExpectation() && !body.isBegun();
    if (awaitsWord) {
      return false;
    }
    try {
      response.finishResponse();
      return body.skip(MOST_SKIPPED);
    } catch (IOException _) {
      return false;
    }
  }
}
