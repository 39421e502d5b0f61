package dev.herald.server.identity.signin;

import dev.herald.server.platform.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Browsers drop a secure cookie that comes over plain HTTP, except from their own machine: signing
 * in would seem to work and not last. Whoever tries is told so.
 */
final class PlainHttp {
  private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private PlainHttp() {}

  static void refuse(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origin.startsWith("http://") && !isOwnMachine(origin)) {
      throw new RequestProblem.Conflict(
          "Signing in takes https, or a browser on the server's own machine at http://localhost.");
    }
  }

  private static boolean isOwnMachine(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && (OWN_MACHINE.contains(host) || host.endsWith(".localhost"));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
