package dev.herald.channels.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request, complete and signed.
 *
 * @param messageIds of the messages that it is about
 * @param uri absolute, http or https
 * @param headers without Host and Content-Length
 * @param version in which the provider must be spoken to
 */
public record HttpCall(
    List<UUID> messageIds,
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

  /** About one message. */
  public HttpCall(
      UUID messageId,
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Version version) {
    this(List.of(messageId), method, uri, headers, body, version);
  }

  /** About one message, in HTTP/1.1. */
  public HttpCall(
      UUID messageId, String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
    this(List.of(messageId), method, uri, headers, body, Version.ONE);
  }

  /** Without what may be secret: that is nearly everything. */
  @Override
  public String toString() {
    return "%s to %s for %s".formatted(method, uri.getHost(), messageIds);
  }
}
