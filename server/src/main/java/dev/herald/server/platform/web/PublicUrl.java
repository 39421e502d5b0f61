package dev.herald.server.platform.web;

import dev.herald.server.platform.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The address that people use, {@code herald.url}: links begin with it. A request's {@code Host} is
 * whatever its sender wrote, so without the setting only this machine's own name is taken from it.
 */
@Component
public final class PublicUrl {
  private final String configured;

  /**
   * @param url empty: none is set
   */
  PublicUrl(@Value("${herald.url:}") String url) {
    this.configured = url.strip().replaceAll("/+$", "");
    if (!configured.isEmpty() && !isWebAddress(configured)) {
      throw new InvalidConfigurationPropertyValueException(
          "herald.url", url, "Write the address that people use, like https://herald.example.com");
    }
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  public Optional<String> configured() {
    return configured.isEmpty() ? Optional.empty() : Optional.of(configured);
  }

  boolean isEncrypted() {
    return configured.startsWith("https://");
  }

  /** What a link in the answer to this request may begin with. */
  public Optional<String> of(HttpServletRequest request) {
    return configured()
        .or(() ->
            isThisMachine(request.getServerName())
                ? Optional.of(ServletUriComponentsBuilder.fromContextPath(request).toUriString())
                : Optional.empty());
  }

  /**
   * As {@link #of}, for what can't be done without a link.
   *
   * @throws RequestProblem.Conflict naming the setting to make
   */
  public String needed(HttpServletRequest request) {
    return of(request)
        .orElseThrow(() ->
            new RequestProblem.Conflict(
                "Herald does not know the address that people use. Set herald.url, for example"
                    + " herald.url=https://herald.example.com, and start it again."));
  }

  private static boolean isThisMachine(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    try {
      String literal =
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
      return InetAddress.ofLiteral(literal).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
