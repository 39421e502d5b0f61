package dev.herald.channels.definition.request;

import dev.herald.channel.CallReason;
import dev.herald.channels.auth.Auth;
import dev.herald.channels.auth.RequestDraft;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import dev.herald.channels.http.HttpCall;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request of a definition, to be filled with a message. */
public record RequestTemplate(
    String method,
    Address url,
    Shape.Members query,
    Shape.Members headers,
    Body body,
    @Nullable Auth auth,
    HttpCall.Version version) {
  public static final List<String> METHODS = List.of("post", "put", "get", "patch", "delete");

  /**
   * @param kind the content's, when there is content
   * @throws ExpressionFault when an expression, the address or a header can't be made of these
   *     values
   * @throws dev.herald.channel.SettingFault when a value to sign with is unusable
   */
  public HttpCall call(UUID messageId, @Nullable ContentKind kind, Scope scope, Instant now) {
    return call(List.of(messageId), kind, scope, now);
  }

  /** As above, for several messages. */
  public HttpCall call(
      List<UUID> messageIds, @Nullable ContentKind kind, Scope scope, Instant now) {
    URI uri = url.uri(scope, query(scope));
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
        messageIds,
        method,
        uri,
        new LinkedHashMap<>(allHeaders),
        body instanceof Body.None ? null : bytes,
        version);
  }

  /** All that it is made of. */
  public Set<Read> memberReads() {
    Set<Read> reads = new HashSet<>(url.reads());
    reads.addAll(query.memberReads());
    reads.addAll(headers.memberReads());
    reads.addAll(body.memberReads());
    if (auth != null) {
      reads.addAll(auth.memberReads());
    }
    return reads;
  }

  /** A header, a part of the query, or a member of the body, by its name; null: there is none. */
  public @Nullable Shape part(String name) {
    Shape found = query.members().get(name);
    if (found == null) {
      found = body.part(name);
    }
    if (found == null && auth != null) {
      found = auth.part(name);
    }
    return found == null
        ? headers.members().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null)
        : found;
  }

  /** Whom it calls. */
  public Host host() {
    return url.host();
  }

  /** Where it goes, as it is written; empty when that alone does not tell. */
  public Optional<String> origin() {
    return url.origin();
  }

  /**
   * The settings that say where it goes: any that its host is made of, and those that are no secret
   * of the rest of its address.
   */
  public boolean isTarget(String field, boolean secret) {
    Read read = new Read("source", field);
    return url.hostReads().contains(read)
        || (!secret && (url.reads().contains(read) || query.memberReads().contains(read)));
  }

  private static void addHeader(
      Map<String, String> headers, String name, Shape shape, Scope scope) {
    String value = shape.text(scope);
    if (value == null) {
      if (shape.isNone(scope)) {
        return;
      }
      throw new ExpressionFault(new CallReason.HeaderPartAbsent(name), shape.reads());
    }
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new ExpressionFault(new CallReason.HeaderBreaksLines(name), shape.reads());
    }
    headers.put(name, value);
  }

  /** A setting that a source may leave out leaves its part of the query out; nothing else does. */
  private String query(Scope scope) {
    StringBuilder encoded = new StringBuilder();
    query
        .members()
        .forEach((name, shape) -> {
          String value = shape.text(scope);
          if (value != null) {
            encoded
                .append(encoded.isEmpty() ? "" : "&")
                .append(SigningFunctions.urlEncode(name))
                .append('=')
                .append(SigningFunctions.urlEncode(value));
          } else if (!shape.isNone(scope) && !isLeftOut(shape, scope)) {
            throw new ExpressionFault(new CallReason.QueryPartAbsent(name), shape.reads());
          }
        });
    return encoded.toString();
  }

  private static boolean isLeftOut(Shape shape, Scope scope) {
    return shape.memberReads().stream()
        .anyMatch(read -> read.root().equals("source") && scope.lacks(read));
  }
}
