package dev.herald.server.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the proxies that were named where a request comes from, and whether it came by https.
 * From everybody else the same headers say nothing. The host is taken from none of them: links
 * begin with {@code herald.url}.
 */
final class ForwardedValve extends ValveBase {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Proxies proxies;

  ForwardedValve(Proxies proxies) {
    super(true);
    this.proxies = proxies;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String peer = request.getRemoteAddr();
    if (!proxies.includes(peer)) {
      getNext().invoke(request, response);
      return;
    }
    Connection before = Connection.of(request);
    try {
      before.as(proxies.caller(peer, values(request, FOR)), last(request)).putOn(request);
      getNext().invoke(request, response);
    } finally {
      before.putOn(request);
    }
  }

  /** What is said of the connection; the next request on it starts from the same. */
  private record Connection(
      String address, String host, @Nullable String scheme, boolean secure, int port) {
    static Connection of(Request request) {
      return new Connection(
          request.getRemoteAddr(),
          request.getRemoteHost(),
          request.getScheme(),
          request.isSecure(),
          request.getServerPort());
    }

    Connection as(String caller, @Nullable String proto) {
      boolean https = "https".equalsIgnoreCase(proto);
      return https
          ? new Connection(caller, caller, "https", true, port == HTTP_PORT ? HTTPS_PORT : port)
          : new Connection(caller, caller, scheme, secure, port);
    }

    void putOn(Request request) {
      request.setRemoteAddr(address);
      request.setRemoteHost(host);
      request.getCoyoteRequest().scheme().setString(scheme);
      request.setSecure(secure);
      request.setServerPort(port);
    }
  }

  private static List<String> values(Request request, String header) {
    return Collections.list(request.getHeaders(header));
  }

  /** The word of the nearest one. */
  private static @Nullable String last(Request request) {
    List<String> values = new ArrayList<>();
    for (String value : values(request, PROTO)) {
      values.addAll(List.of(value.split(",")));
    }
    return values.isEmpty() ? null : values.getLast().strip();
  }
}
