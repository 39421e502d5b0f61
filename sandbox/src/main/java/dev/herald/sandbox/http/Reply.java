package dev.herald.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** A status with a body. Immutable, encoded once: a constant reply costs nothing to send again. */
public final class Reply {
  private final int status;
  private final byte[] body;
  private final byte[] head;

  private Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    StringBuilder text = new StringBuilder(128);
    text.append("HTTP/1.1 ").append(status).append(' ').append(phrase(status)).append("\r\n");
    text.append("Content-Type: ").append(contentType).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    this.head = text.toString().getBytes(ISO_8859_1);
  }

  public static Reply json(int status, String body) {
    return json(status, body, Map.of());
  }

  public static Reply json(int status, String body, Map<String, String> headers) {
    return new Reply(status, "application/json; charset=utf-8", body.getBytes(UTF_8), headers);
  }

  public static Reply text(int status, String body) {
    return text(status, body, Map.of());
  }

  public static Reply text(int status, String body, Map<String, String> headers) {
    return new Reply(status, "text/plain; charset=utf-8", body.getBytes(UTF_8), headers);
  }

  /** With headers and no body. */
  public static Reply empty(int status, Map<String, String> headers) {
    return new Reply(status, "text/plain", new byte[0], headers);
  }

  public int status() {
    return status;
  }

  /** The body without its second half, so that it is no JSON any more. */
  public Reply half() {
    byte[] kept = Arrays.copyOf(body, Math.max(1, body.length / 2));
    int withBody = status == 204 ? 200 : status;
    return new Reply(withBody, "application/json; charset=utf-8", kept, Map.of());
  }

  /**
   * The body behind a run of spaces, which JSON allows.
   *
   * @param bytes the length of the run
   */
  public Reply behindSpaces(int bytes) {
    byte[] padded = new byte[bytes + body.length];
    Arrays.fill(padded, 0, bytes, (byte) ' ');
    System.arraycopy(body, 0, padded, bytes, body.length);
    return new Reply(status, "application/json; charset=utf-8", padded, Map.of());
  }

  byte[] wire() {
    byte[] wire = new byte[head.length + body.length];
    System.arraycopy(head, 0, wire, 0, head.length);
    System.arraycopy(body, 0, wire, head.length, body.length);
    return wire;
  }

  private static String phrase(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }

  @Override
  public String toString() {
    return status + " " + new String(body, UTF_8);
  }
}
