package dev.herald.channels.definition;

import java.net.URI;
import java.util.Map;

/**
 * A request that is complete but for its signature.
 *
 * @param headers may be added to
 * @param body empty when there is none
 */
record RequestDraft(String method, URI uri, Map<String, String> headers, byte[] body) {}
