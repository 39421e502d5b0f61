package dev.herald.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it came over the wire. */
public final class Request {
  private final String method;
  private final String target;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * @param target path and query as sent, still percent-encoded
   * @param headers names in lower case
   */
  public Request(String method, String target, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** Path and query as sent. */
  public String target() {
    return target;
  }

  /** Percent-encoded, without the query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Percent-encoded; empty when there is none. */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The decoded value of the first query parameter of that name. */
  public @Nullable String parameter(String name) {
    for (String pair : query().split("&", -1)) {
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        return decoded(pair.substring(name.length() + 1));
      }
    }
    return null;
  }

  /**
   * @param name in lower case
   */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The host that the caller believes to speak to, in lower case and without the port. */
  public String host() {
    String host = headers.getOrDefault("host", "");
    int port = host.lastIndexOf(':');
    boolean named = port > 0 && host.indexOf(']') < port;
    return (named ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
  }

  /** The media type without its parameters, in lower case. */
  public String mediaType() {
    String type = headers.getOrDefault("content-type", "");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** The bytes themselves: not to be changed. */
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** The whole request for people to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(256 + body.length);
    text.append(method).append(' ').append(target).append('\n');
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append('\n').append(text()).toString();
  }

  boolean keepsAlive() {
    return !"close".equalsIgnoreCase(headers.get("connection"));
  }

  /** Percent-decoded as a query is; a text that is not encoded stays as it is. */
  public static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
