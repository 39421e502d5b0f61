package dev.herald.channels.http;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request, complete and signed.
 *
 * @param messageId of the message that it is about
 * @param uri absolute, http or https
 * @param headers without Host and Content-Length
 * @param version in which the provider must be spoken to
 */
public record HttpCall(
    UUID messageId,
    String method,
    URI uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    Version version) {

  /** Of HTTP. */
  public enum Version {
    ONE,
    TWO
  }

  /** In HTTP/1.1. */
  public HttpCall(
      UUID messageId, String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
    this(messageId, method, uri, headers, body, Version.ONE);
  }

  /** Without what may be secret: that is nearly everything. */
  @Override
  public String toString() {
    return "%s to %s for %s".formatted(method, uri.getHost(), messageId);
  }
}
