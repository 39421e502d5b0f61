package dev.herald.channels.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * A request that is complete but for its signature.
 *
 * @param headers may be added to
 * @param body empty when there is none
 */
public record RequestDraft(String method, URI uri, Map<String, String> headers, byte[] body) {

  /** What a definition can sign of it. */
  Map<String, Object> words() {
    return Map.of(
        "method", method,
        "host", uri.getHost(),
        "path", path(),
        "query", query(),
        "body", new String(body, StandardCharsets.UTF_8));
  }

  String path() {
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    return path.isEmpty() ? "/" : path;
  }

  String query() {
    return Objects.requireNonNullElse(uri.getRawQuery(), "");
  }
}
