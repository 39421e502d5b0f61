package dev.herald.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one request after the other off a connection. */
final class RequestReader {
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 8 * 1024 * 1024;
  private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[MAX_LINE];
  private int from;
  private int to;

  RequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next request, or null when the caller has left between two requests. */
  @Nullable Request next() throws IOException {
    if (from == to && !fill()) {
      return null;
    }
    String[] words = line().split(" ", 3);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new MalformedRequest("no HTTP/1.1 request line");
    }
    Map<String, String> headers = headers();
    return new Request(words[0], originForm(words[1]), headers, body(headers));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(16);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MAX_HEADERS) {
        throw new MalformedRequest("header");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write(GO_ON);
    }
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    return bytes(number(headers.getOrDefault("content-length", "0"), 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      number(Integer.toString(body.size() + size), 10);
      body.writeBytes(bytes(size));
      line();
    }
    while (!line().isEmpty()) {
      // trailers say nothing here
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = line();
    int extension = line.indexOf(';');
    return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private static int number(String text, int radix) throws MalformedRequest {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0 && number <= MAX_BODY) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // said below
    }
    throw new MalformedRequest("length");
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    int buffered = Math.min(count, to - from);
    System.arraycopy(buffer, from, bytes, 0, buffered);
    from += buffered;
    if (in.readNBytes(bytes, buffered, count - buffered) < count - buffered) {
      throw new EOFException("within a body");
    }
    return bytes;
  }

  private String line() throws IOException {
    int at = from;
    while (true) {
      for (; at < to; at++) {
        if (buffer[at] == '\n') {
          return take(at);
        }
      }
      at -= from;
      if (!fill()) {
        throw new EOFException("within a header");
      }
      at += from;
    }
  }

  private String take(int newline) {
    int end = newline > from && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    String line = new String(buffer, from, end - from, ISO_8859_1);
    from = newline + 1;
    return line;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    if (to == buffer.length) {
      throw new MalformedRequest("line too long");
    }
    int count = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, count);
    return count > 0;
  }

  private static String originForm(String target) {
    int authority = target.indexOf("://");
    if (authority < 0 || target.startsWith("/")) {
      return target;
    }
    int path = target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
