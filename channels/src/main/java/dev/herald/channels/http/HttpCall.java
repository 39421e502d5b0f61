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
 */
public record HttpCall(
    UUID messageId, String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {

  /** Without what may be secret: that is nearly everything. */
  @Override
  public String toString() {
    return "%s to %s for %s".formatted(method, uri.getHost(), messageId);
  }
}
