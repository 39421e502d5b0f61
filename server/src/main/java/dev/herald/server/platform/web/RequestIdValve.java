package dev.herald.server.platform.web;

import dev.herald.server.platform.Ids;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Gives every answer, Tomcat's own too, an {@code X-Request-Id}: the caller's where it gives one
 * that can stand in a log, else a new one.
 */
final class RequestIdValve extends ValveBase {
  static final String HEADER = "X-Request-Id";
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~:+/=@-]{1,128}");

  RequestIdValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    response.setHeader(HEADER, id(request.getHeader(HEADER)));
    getNext().invoke(request, response);
  }

  private static String id(@Nullable String given) {
    return given != null && USABLE.matcher(given).matches() ? given : Ids.next().toString();
  }
}
