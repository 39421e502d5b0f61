package dev.herald.channels.definition;

import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.http.HttpCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request of a definition, to be filled with a message. */
record RequestTemplate(
    String method,
    Shape url,
    Shape.Members query,
    Shape.Members headers,
    Body body,
    @Nullable Auth auth) {
  static final Set<String> METHODS = Set.of("post", "put", "get");

  /**
   * @param kind the content's, when there is content
   * @throws ExpressionFault see {@link dev.herald.channels.expression.Expression#value}
   * @throws IllegalArgumentException when the address or a value to sign with is unusable; its
   *     message shows no value
   */
  HttpCall call(UUID messageId, @Nullable ContentKind kind, Scope scope, Instant now) {
    URI uri = uri(scope);
    byte[] bytes = body.bytes(scope, kind);
    Map<String, String> allHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (body.type() != null) {
      allHeaders.put("Content-Type", body.type());
    }
    headers.value(scope).forEach((name, value) -> allHeaders.put(name, value.toString()));
    if (auth != null) {
      auth.sign(new RequestDraft(method, uri, allHeaders, bytes), scope, now);
    }
    for (String value : allHeaders.values()) {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a header would break over lines");
      }
    }
    return new HttpCall(
        messageId,
        method,
        uri,
        new LinkedHashMap<>(allHeaders),
        body instanceof Body.None ? null : bytes);
  }

  private URI uri(Scope scope) {
    String address = url.text(scope);
    String encodedQuery = Body.encoded(query, scope);
    if (address == null) {
      throw new IllegalArgumentException("the address has an absent part");
    }
    String join = encodedQuery.isEmpty() ? "" : address.contains("?") ? "&" : "?";
    try {
      URI uri = new URI(address + join + encodedQuery);
      boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException("the address is not https://host/path");
      }
      return uri;
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("the address is not https://host/path");
    }
  }
}
