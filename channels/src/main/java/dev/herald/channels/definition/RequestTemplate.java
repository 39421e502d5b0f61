package dev.herald.channels.definition;

import dev.herald.channel.WebAddress;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.http.HttpCall;
import java.net.URI;
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
   * @throws ExpressionFault when an expression, the address or a header can't be made of these
   *     values
   * @throws IllegalArgumentException when a value to sign with is unusable; its message shows no
   *     value
   */
  HttpCall call(UUID messageId, @Nullable ContentKind kind, Scope scope, Instant now) {
    URI uri = uri(scope);
    byte[] bytes = body.bytes(scope, kind);
    Map<String, String> allHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (body.type() != null) {
      allHeaders.put("Content-Type", body.type());
    }
    headers.members().forEach((name, shape) -> addHeader(allHeaders, name, shape, scope));
    if (auth != null) {
      auth.sign(new RequestDraft(method, uri, allHeaders, bytes), scope, now);
    }
    return new HttpCall(
        messageId,
        method,
        uri,
        new LinkedHashMap<>(allHeaders),
        body instanceof Body.None ? null : bytes);
  }

  /** Whom it calls. */
  Host host() {
    return Host.of(url);
  }

  private static void addHeader(
      Map<String, String> headers, String name, Shape shape, Scope scope) {
    String value = shape.text(scope);
    if (value == null) {
      return;
    }
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new ExpressionFault(
          "the header %s would break over lines".formatted(name), shape.reads());
    }
    headers.put(name, value);
  }

  private URI uri(Scope scope) {
    String address = url.text(scope);
    String encodedQuery = Body.encoded(query, scope);
    if (address == null) {
      throw new ExpressionFault("the address has an absent part", url.reads());
    }
    String join = encodedQuery.isEmpty() ? "" : address.contains("?") ? "&" : "?";
    try {
      return WebAddress.parse(address + join + encodedQuery);
    } catch (IllegalArgumentException e) {
      throw new ExpressionFault("the address " + e.getMessage(), url.reads());
    }
  }
}
