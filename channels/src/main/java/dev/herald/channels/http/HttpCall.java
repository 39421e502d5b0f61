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
    UUID messageId, String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {}
