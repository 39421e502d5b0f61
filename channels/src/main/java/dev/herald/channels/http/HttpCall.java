package dev.herald.channels.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, complete and signed.
 *
 * @param uri absolute, http or https
 * @param headers without Host and Content-Length
 */
public record HttpCall(
    String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {}
